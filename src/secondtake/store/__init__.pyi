# What a type checker sees: names that the package loads when they are asked for.
from secondtake.store import exhibit_use as exhibit_use
from secondtake.store import people_traces as people_traces
from secondtake.store import picture_cache as picture_cache
from secondtake.store import playing_copies as playing_copies
from secondtake.store import shot_descriptions as shot_descriptions
from secondtake.store import timestamp_tokens as timestamp_tokens
from secondtake.store.case import DATABASE_SUM as DATABASE_SUM
from secondtake.store.case import Case as Case
from secondtake.store.layout import is_case as is_case
from secondtake.store.named_files import lost_derivatives as lost_derivatives
from secondtake.store.verification import Verified as Verified
from secondtake.store.verification import verify as verify
