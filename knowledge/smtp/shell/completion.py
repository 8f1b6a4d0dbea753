"""Scripts with which a shell completes the command, made from its parser: they run no program while somebody types."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from knowledge.smtp.shell.output import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SHELLS: Final = ("bash", "zsh")
"""The shells for which there is a script."""

_BASH: Final = """\
# Completes {program} in bash: source this file, or put it where bash-completion looks.
_smtp_codes() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} command= word words
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case $word in
            {names}) command=$word; break ;;
        esac
    done
    case $command in
{cases}
    esac
    COMPREPLY=($(compgen -W "$words" -- "$current"))
}}
complete -o default -F _smtp_codes {program}
"""

_ZSH: Final = """\
#compdef {program}
# Completes {program} in zsh: source this file, or put it as _{program} into a folder of fpath.
_smtp_codes() {{
    local command= word words_here
    for word in "${{(@)words[2,CURRENT-1]}}"; do
        case $word in
            {names}) command=$word; break ;;
        esac
    done
    case $command in
{cases}
    esac
    compadd -- ${{=words_here}} || _files
}}
if [ "$funcstack[1]" = "_{program}" ]; then
    _smtp_codes "$@"
else
    compdef _smtp_codes {program}
fi
"""

_SCRIPTS: Final[Mapping[str, tuple[str, str]]] = {"bash": (_BASH, "words"), "zsh": (_ZSH, "words_here")}
"""The script of each shell, and the variable in which it holds the words."""


def completion_script(parser: argparse.ArgumentParser, shell: str) -> str:
    """Return the script that completes a command in one of `SHELLS`.

    The words are the subcommands, and of each its options and the values that it lets a user choose from. File names
    are left to the shell.
    """
    script, variable = _SCRIPTS[shell]
    commands = _subcommands(parser)
    words = {"''": [*_words(parser), *commands], **{name: list(_words(each)) for name, each in commands.items()}}
    cases = (f'        {name}) {variable}="{" ".join(each)}" ;;' for name, each in words.items())
    return script.format(program=PROGRAM, names="|".join(commands), cases="\n".join(cases)).rstrip("\n")


def _subcommands(parser: argparse.ArgumentParser) -> Mapping[str, argparse.ArgumentParser]:
    # argparse has no public way to what a parser takes
    found = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]  # noqa: SLF001
    return found[0].choices


def _words(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Yield the options of a parser, and the values of a positional argument that has a choice."""
    for action in parser._actions:  # noqa: SLF001 -- as above
        yield from (option for option in action.option_strings if option.startswith("--"))
        if action.choices and not isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 -- as above
            yield from map(str, action.choices)
