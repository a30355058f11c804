"""Where layouts are: the folder of a site, and that of the package."""

from __future__ import annotations

from pathlib import Path

PACKAGE = "kbsite"
"""The name of the package's layouts, in messages and in the layouts of a site: `kbsite/qa.html`."""


def package_layouts() -> Path:
    """Return the folder of the package's layouts: inside it where it is installed, beside it in its project."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "layouts"
    return installed if installed.is_dir() else package.parent / "layouts"


def own_layouts(folder: Path) -> Path:
    """Return `folder` if it is there, else the package's layouts."""
    return folder if folder.exists() else package_layouts()
