"""Transcripts of sessions: who says what, and what the protocol forbids in it."""
