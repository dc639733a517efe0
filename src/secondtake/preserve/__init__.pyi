# What a type checker sees: names that the package loads when they are asked for.
from secondtake.model.evidence import Maker
from secondtake.preserve.container_metadata import claims as claims
from secondtake.preserve.copy_and_hash import copy_in as copy_in
from secondtake.preserve.copy_and_hash import sweep as sweep
from secondtake.preserve.credential_redaction import address as address
from secondtake.preserve.credential_redaction import details as details
from secondtake.preserve.credential_redaction import is_redacted as is_redacted
from secondtake.preserve.credential_redaction import words as words
from secondtake.preserve.exhibit_intake import Intake as Intake
from secondtake.preserve.exhibit_intake import archived as archived
from secondtake.preserve.exhibit_intake import intake as intake
from secondtake.preserve.media_types import HEAD_BYTES as HEAD_BYTES
from secondtake.preserve.media_types import media_type as media_type
from secondtake.preserve.media_types import named_as_footage as named_as_footage
from secondtake.preserve.platforms import from_platform as from_platform
from secondtake.preserve.source_listing import STDIN as STDIN
from secondtake.preserve.source_listing import Source as Source
from secondtake.preserve.source_listing import sources as sources
from secondtake.preserve.wacz_file import WebFilm as WebFilm
from secondtake.preserve.wacz_file import WebPage as WebPage
from secondtake.preserve.wacz_file import wacz as wacz
from secondtake.preserve.web import Refused as Refused
from secondtake.preserve.web import ask as ask

MAKER: Maker
