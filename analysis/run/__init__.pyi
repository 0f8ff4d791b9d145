from .cleaning import clean_pages as clean_pages
from .cleaning import clean_records as clean_records
from .evaluate import score_against as score_against
from .folder import write_run as write_run
from .workflow import Judged as Judged
from .workflow import TopicAnalysis as TopicAnalysis
