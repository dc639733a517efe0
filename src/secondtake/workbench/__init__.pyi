# What a type checker sees: names that the package loads when they are asked for.
from secondtake.cluster.local_pool import LocalPool as LocalPool
from secondtake.cluster.local_pool import Outcome as Outcome
from secondtake.cluster.local_pool import Pool as Pool
from secondtake.cluster.progress import Progress as Progress
from secondtake.cluster.progress import quiet as quiet
from secondtake.export import in_words as in_words
from secondtake.export import record_shape as record_shape
from secondtake.export import report_shape as report_shape
from secondtake.guarding import examine as examine
from secondtake.sealing import make_key as make_key
from secondtake.store import is_case as is_case
from secondtake.viewing import decode_limit as decode_limit
from secondtake.workbench import present_state as present_state
from secondtake.workbench import seen_pictures as seen_pictures
from secondtake.workbench.bench import Bench as Bench
from secondtake.workbench.case_view import CaseView as CaseView
from secondtake.workbench.handover.bundle_writer import BundleExport as BundleExport
from secondtake.workbench.handover.format_export import Exports as Exports
from secondtake.workbench.handover.format_export import require_outside as require_outside
from secondtake.workbench.json_outputs import printed_schema as printed_schema
from secondtake.workbench.opening import open_bench as open_bench
from secondtake.workbench.opening import open_view as open_view
from secondtake.workbench.pipeline import input_kinds as input_kinds
from secondtake.workbench.pipeline import people_in_roles as people_in_roles
from secondtake.workbench.pipeline.address_recheck import Rechecked as Rechecked
from secondtake.workbench.pipeline.page_translation import Translator as Translator
from secondtake.workbench.pipeline.page_translation import translations as translations
from secondtake.workbench.pipeline.people_tracking import Followed as Followed
from secondtake.workbench.pipeline.people_tracking import follow as follow
from secondtake.workbench.pipeline.people_tracking import people_shape as people_shape
from secondtake.workbench.report.assembly import judgement as judgement
from secondtake.workbench.standalone.file_shots import FileShots as FileShots
from secondtake.workbench.standalone.file_shots import file_shots as file_shots
from secondtake.workbench.standalone.file_shots import shots as shots
from secondtake.workbench.standalone.file_shots import shots_shape as shots_shape
from secondtake.workbench.standalone.film_relations import FilmsRelated as FilmsRelated
from secondtake.workbench.standalone.film_relations import relate as relate
from secondtake.workbench.standalone.film_relations import relate_listed as relate_listed
from secondtake.workbench.standalone.film_relations import relation_shape as relation_shape
from secondtake.workbench.standalone.films_and_pages import genealogy as genealogy
from secondtake.workbench.standalone.films_and_pages import read as read
from secondtake.workbench.standalone.films_and_pages import reading_shape as reading_shape
from secondtake.workbench.standalone.key_frames import write_stills as write_stills
from secondtake.workbench.standalone.llm_reading import second_reading as second_reading
from secondtake.workbench.standalone.picture_relations import no_shots as no_shots
from secondtake.workbench.standalone.picture_relations import no_shots_shape as no_shots_shape
from secondtake.workbench.standalone.picture_relations import picture_related as picture_related
from secondtake.workbench.standalone.picture_relations import relate_picture as relate_picture
from secondtake.workbench.standalone.shot_strips import write_shots_page as write_shots_page
from secondtake.workbench.standalone.written_readings import (
    write_genealogy_page as write_genealogy_page,
)
from secondtake.workbench.standalone.written_readings import (
    write_reading_page as write_reading_page,
)
from secondtake.workbench.verbs import brief as brief
from secondtake.workbench.verbs import clips as clips
from secondtake.workbench.verbs import dismissals as dismissals
from secondtake.workbench.verbs import exact_stills as exact_stills
from secondtake.workbench.verbs import frame_access as frame_access
from secondtake.workbench.verbs import linked_media as linked_media
from secondtake.workbench.verbs import named_findings as named_findings
from secondtake.workbench.verbs import overview as overview
from secondtake.workbench.verbs import report_folder as report_folder
from secondtake.workbench.verbs import reviews as reviews
from secondtake.workbench.verbs import web_archive as web_archive
from secondtake.workbench.verbs import withdrawal as withdrawal
from secondtake.workbench.verbs.case_verification import Bundled as Bundled
from secondtake.workbench.verbs.case_verification import Verified as Verified
from secondtake.workbench.verbs.case_verification import signed_by as signed_by
from secondtake.workbench.verbs.case_verification import verify as verify
from secondtake.workbench.verbs.case_verification import verify_bundle as verify_bundle
from secondtake.workbench.verbs.frame_access import frame_table as frame_table
from secondtake.workbench.verbs.reproduction import Rerun as Rerun
from secondtake.workbench.verbs.reproduction import rerun as rerun
