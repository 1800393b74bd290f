"""The build hook: a wheel has the rules inside the package, as ``newslint.rules``.

In a checkout they stand in ``rules/`` at the top, where they are easy to find, and
``newslint/rules/__init__.py`` leads there. An editable installation keeps it that
way: copying them as well would leave a second set that grows old in site-packages.
"""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class RulesHook(BuildHookInterface[Any]):
    """Put ``rules/`` into wheels."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Hatchling calls this before each build; *version* is ``standard`` or ``editable``."""
        if version == "standard":
            build_data["force_include"]["rules"] = "newslint/rules"
