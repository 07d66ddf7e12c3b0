"""Why a supplied file is not taken in, as it crosses from the child that read it to the parent."""

import json


class Refusal(Exception):
    """A reason by a short name and its facts; the parent turns it into the error that names the file."""

    def __init__(self, reason: str, *facts: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts

    def encode(self) -> bytes:
        """For the pipe."""
        return json.dumps([self.reason, *self.facts]).encode()

    @classmethod
    def decode(cls, data: bytes) -> "Refusal":
        """From the pipe."""
        reason, *facts = json.loads(data)
        return cls(reason, *facts)
