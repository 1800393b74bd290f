"""The findings that the engine itself reports. Their codes begin with ENG and cannot be deselected."""

from __future__ import annotations

from newslint.linting.finding import Finding, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.document.source import UndecodableFileError
    from newslint.linting.finding import Fix

UNDECODABLE_FILE = ("ENG001", "undecodable-file")
UNREADABLE_FILE = ("ENG002", "unreadable-file")
RULE_CRASHED = ("ENG003", "rule-crashed")
GUARD_REFUSAL = ("ENG004", "guard-refusal")
NO_CONVERGENCE = ("ENG005", "no-convergence")
UNPROVABLE_FIX = ("ENG006", "unprovable-fix")
UNUSED_SUPPRESSION = ("ENG007", "unused-suppression")
MALFORMED_SUPPRESSION = ("ENG008", "malformed-suppression")
UNWRITABLE_FILE = ("ENG009", "unwritable-file")

ALL = (
    UNDECODABLE_FILE,
    UNREADABLE_FILE,
    RULE_CRASHED,
    GUARD_REFUSAL,
    NO_CONVERGENCE,
    UNPROVABLE_FIX,
    UNUSED_SUPPRESSION,
    MALFORMED_SUPPRESSION,
    UNWRITABLE_FILE,
)
FATAL = frozenset(
    code
    for code, _ in (
        UNDECODABLE_FILE,
        UNREADABLE_FILE,
        RULE_CRASHED,
        GUARD_REFUSAL,
        NO_CONVERGENCE,
        UNPROVABLE_FIX,
        UNWRITABLE_FILE,
    )
)
"""Codes that make the exit status 2."""


def _error(kind: tuple[str, str], message: str, start: int = 0, end: int = 0) -> Finding:
    return Finding(kind[0], kind[1], Severity.ERROR, message, start, end)


def undecodable_file(error: UndecodableFileError) -> Finding:
    """The bytes of a file are not valid in its encoding."""
    return _error(
        UNDECODABLE_FILE,
        f"not valid {error.encoding} at byte {error.offset} ({error.reason}); "
        "the file was left as it is; name its encoding with --encoding",
    )


def unreadable_file(reason: str) -> Finding:
    """The operating system does not let the file be read."""
    return _error(UNREADABLE_FILE, f"cannot be read: {reason}")


def unwritable_file(reason: str) -> Finding:
    """The file could not be replaced; it is as it was."""
    return _error(UNWRITABLE_FILE, f"cannot be written: {reason}; the file is unchanged")


def rule_crashed(code: str, name: str, error: BaseException, start: int = 0) -> Finding:
    """A rule raised; the other rules went on."""
    return _error(
        RULE_CRASHED,
        f"rule {code} ({name}) failed with {type(error).__name__}: {error}; "
        "this is a bug in the rule, all other rules ran",
        start,
        start,
    )


def guard_refusal(code: str, name: str, lost: str) -> Finding:
    """The fixes of one rule would have lost a part of the article, and were left out."""
    return _error(GUARD_REFUSAL, f"the fixes of {code} ({name}) were left out: {lost}; this is a bug in the rule")


def guard_refusal_of_all(lost: str) -> Finding:
    """The fixes together would have lost something, and no rule could be named."""
    return _error(GUARD_REFUSAL, f"nothing was fixed: {lost}; no single rule is at fault")


def unprovable_fix(reason: str) -> Finding:
    """The guard cannot read the file well enough to prove that a fix loses nothing."""
    return _error(UNPROVABLE_FIX, f"nothing was fixed, because no fix could be proven harmless: {reason}")


def no_convergence(rules: list[str], passes: int) -> Finding:
    """Rules undo each other's fixes, or never come to an end."""
    return _error(
        NO_CONVERGENCE,
        f"nothing was fixed: after {passes} passes the fixes of {', '.join(rules)} still changed the text; "
        "this is a bug in these rules",
    )


def unused_suppression(message: str, start: int, end: int, fix: Fix) -> Finding:
    """A suppression that suppresses nothing."""
    return Finding(*UNUSED_SUPPRESSION, Severity.WARNING, message, start, end, fix)


def malformed_suppression(message: str, start: int, end: int) -> Finding:
    """A comment that begins like a suppression and is none."""
    return Finding(*MALFORMED_SUPPRESSION, Severity.WARNING, message, start, end)
