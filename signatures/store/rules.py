"""Which rule guards which act. The rules themselves are pure, in `signatures.transitions`."""

import importlib
from typing import Any

from signatures.facts import Decline, Dispute, Facts, Invalidation, Oordeel, Retraction, Uitgifte, Withdrawal

try:
    _transitions: Any = importlib.import_module("signatures.transitions")
except ImportError:
    _transitions = None

IllegalTransition: type[Exception] = getattr(
    _transitions, "IllegalTransition", type("IllegalTransition", (Exception,), {})
)


def _check(name: str, *args: Any) -> None:
    rule = getattr(_transitions, name, None)
    if rule:
        rule(*args)


def check_issue(facts: Facts, uitgifte: Uitgifte) -> None:
    _check("check_issue", facts, uitgifte)


def check_decision(facts: Facts, oordeel: Oordeel) -> None:
    _check("check_decide", facts, oordeel)


def check_decline(facts: Facts, decline: Decline) -> None:
    _check("check_decline", facts, decline)


def check_retraction(facts: Facts, retraction: Retraction) -> None:
    _check("check_retract", facts, retraction)


def check_withdrawal(facts: Facts, withdrawal: Withdrawal) -> None:
    _check("check_withdraw", facts, withdrawal)


def check_invalidation(facts: Facts, invalidation: Invalidation) -> None:
    _check("check_invalidate", facts, invalidation)


def check_dispute(facts: Facts, dispute: Dispute) -> None:
    _check("check_dispute", facts, dispute)
