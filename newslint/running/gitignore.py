"""What ``.gitignore`` files leave out."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_NAME = ".gitignore"


class GitIgnore:
    """The ``.gitignore`` files that hold in one folder, the nearest first.

    pathspec is imported only when there is one.
    """

    __slots__ = ("_specs",)

    def __init__(self, specs: tuple[tuple[str, GitIgnoreSpec], ...] = ()) -> None:
        self._specs = specs

    @classmethod
    def above(cls, folder: str) -> GitIgnore:
        """Return what holds in *folder* (an absolute path) by the files above it, up to the root of its repository.

        Where there is no repository, the folders above have no say.
        """
        folders: list[str] = []
        current = folder
        while not os.path.exists(os.path.join(current, ".git")):
            parent = os.path.dirname(current)
            if parent == current:
                return cls()
            folders.append(parent)
            current = parent
        found = cls()
        for one in reversed(folders):
            if os.path.isfile(os.path.join(one, _NAME)):
                found = found.inside(one)
        return found

    def inside(self, folder: str) -> GitIgnore:
        """Return what holds in *folder*, which has a ``.gitignore`` of its own."""
        from pathspec import GitIgnoreSpec

        try:
            with open(os.path.join(folder, _NAME), encoding="utf-8", errors="surrogateescape") as file:
                spec = GitIgnoreSpec.from_lines(file)
        except (OSError, ValueError):
            return self  # git itself goes on without a file that it cannot read
        return GitIgnore(((folder + os.sep, spec), *self._specs))

    def ignores(self, path: str, *, folder: bool) -> bool:
        """Return whether the absolute *path* is left out. The folders above it are taken not to be."""
        for root, spec in self._specs:
            inside = path[len(root) :] + ("/" if folder else "")
            included = spec.check_file(inside).include
            if included is not None:
                return included
        return False
