# What a type checker sees: names that the package loads when they are asked for.
from secondtake.viewing.decoder_process import Limits as Limits
from secondtake.viewing.decoder_process import decode_limit as decode_limit
from secondtake.viewing.exact_frames import every_frame as every_frame
from secondtake.viewing.exact_frames import exact_run as exact_run
from secondtake.viewing.exact_frames import exact_still as exact_still
from secondtake.viewing.exact_frames import frame_table as frame_table
from secondtake.viewing.film_pass import MAKER as MAKER
from secondtake.viewing.film_pass import Film as Film
from secondtake.viewing.film_pass import Observer as Observer
from secondtake.viewing.film_pass import Watched as Watched
from secondtake.viewing.film_pass import makers as makers
from secondtake.viewing.film_pass import watch as watch
from secondtake.viewing.frame_stream import through as through
from secondtake.viewing.frame_stream import tick_of as tick_of
from secondtake.viewing.graded_pictures import LONG_SIDE as LONG_SIDE
from secondtake.viewing.graded_pictures import VEILED_SIDE as VEILED_SIDE
from secondtake.viewing.graded_pictures import graded as graded
from secondtake.viewing.graded_pictures import veiled as veiled
from secondtake.viewing.jpeg import fit as fit
from secondtake.viewing.jpeg import from_jpeg as from_jpeg
from secondtake.viewing.jpeg import to_jpeg as to_jpeg
from secondtake.viewing.jpeg import to_png as to_png
from secondtake.viewing.key_stills import key_moments as key_moments
from secondtake.viewing.moving_pictures import picture_numbers as picture_numbers
from secondtake.viewing.playing_copy import write_playing_copy as write_playing_copy
from secondtake.viewing.raw_frames import coded as coded
from secondtake.viewing.raw_frames import luma as luma
from secondtake.viewing.redaction import Region as Region
from secondtake.viewing.redaction import redact as redact
from secondtake.viewing.shot_frames import NO_EXHIBIT as NO_EXHIBIT
from secondtake.viewing.shot_frames import look as look
from secondtake.viewing.shot_frames import whole as whole
from secondtake.viewing.video_encoding import encoded as encoded
from secondtake.viewing.video_encoding import recoded as recoded
from secondtake.viewing.video_redaction import Veil as Veil

METHOD_PAGES: dict[str, str]
