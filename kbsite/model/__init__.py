"""The nouns: sources, documents, the site, its settings and outputs."""

from __future__ import annotations

from kbsite.model.files import (
    Asset,
    CardLook,
    Content,
    FileFacts,
    Output,
    PictureCopy,
    SharingCard,
    Source,
    TabIcon,
    ToMake,
)
from kbsite.model.settings import Config, MenuItem, Theme
from kbsite.model.site import Site, Target, ToAddress, ToAsset, ToPage, Unreached
from kbsite.model.text import (
    Body,
    Document,
    Heading,
    Link,
    Parsed,
    Picture,
    Place,
    Section,
)

__all__ = [
    "Asset",
    "Body",
    "CardLook",
    "Config",
    "Content",
    "Document",
    "FileFacts",
    "Heading",
    "Link",
    "MenuItem",
    "Output",
    "Parsed",
    "Picture",
    "PictureCopy",
    "Place",
    "Section",
    "SharingCard",
    "Site",
    "Source",
    "TabIcon",
    "Target",
    "Theme",
    "ToAddress",
    "ToAsset",
    "ToMake",
    "ToPage",
    "Unreached",
]
