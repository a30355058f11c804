"""The nouns: what is read from disk, what a file says, and what the site consists of."""

from __future__ import annotations

from kbsite.model.files import Asset, Content, FileFacts, Output, PictureCopy, Source
from kbsite.model.settings import Config, MenuItem, Theme
from kbsite.model.site import Site, Target, ToAddress, ToAsset, ToPage, Unreached
from kbsite.model.text import (
    Body,
    Document,
    Heading,
    Html,
    IdSlot,
    LevelSlot,
    Link,
    LinkSlot,
    Parsed,
    Picture,
    PictureSlot,
    Place,
    Section,
    Slot,
    TermSlot,
)

__all__ = [
    "Asset",
    "Body",
    "Config",
    "Content",
    "Document",
    "FileFacts",
    "Heading",
    "Html",
    "IdSlot",
    "LevelSlot",
    "Link",
    "LinkSlot",
    "MenuItem",
    "Output",
    "Parsed",
    "Picture",
    "PictureCopy",
    "PictureSlot",
    "Place",
    "Section",
    "Site",
    "Slot",
    "Source",
    "Target",
    "TermSlot",
    "Theme",
    "ToAddress",
    "ToAsset",
    "ToPage",
    "Unreached",
]
