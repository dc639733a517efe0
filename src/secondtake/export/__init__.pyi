# What a type checker sees: names that the package loads when they are asked for.
from secondtake.export.exporter import Exporter as Exporter
from secondtake.export.formats.json_schema import outputs_schema as outputs_schema
from secondtake.export.formats.json_schema import report_schema as report_schema
from secondtake.export.formats.reason_json import reason_shape as reason_shape
from secondtake.export.formats.reason_json import record_shape as record_shape
from secondtake.export.formats.report_dict import FORMAT as FORMAT
from secondtake.export.formats.report_dict import VERSION as VERSION
from secondtake.export.formats.report_dict import report_shape as report_shape
from secondtake.export.messages.picture_words import NO_SHOTS as NO_SHOTS
from secondtake.export.messages.picture_words import rate_note as rate_note
from secondtake.export.messages.picture_words import told_of_picture as told_of_picture
from secondtake.export.messages.reason_words import in_words as in_words
