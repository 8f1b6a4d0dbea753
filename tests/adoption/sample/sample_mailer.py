"""Sends mail, and says what came of it."""


class LoginError(Exception):
    """The server answered :smtp:code:`535`.

    .. smtp-code:: 535
       :show: fix
       :no-index:
    """


def send(text: str, retries: int = 3) -> int:
    """Send a mail.

    Args:
        text: the mail, as :smtp:command:`DATA` takes it.
        retries: how often to try again after :smtp:class:`4xx`.

    Returns:
        The code of the last reply, such as :smtp:code:`250`.

    Raises:
        LoginError: if the server answers :smtp:code:`535`.
    """
    raise LoginError(text * retries)
