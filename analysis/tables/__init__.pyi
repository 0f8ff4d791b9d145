from .contract import COLUMNS as COLUMNS
from .contract import read as read
from .contract import read_all as read_all
from .contract import write as write
from .lines import explain as explain
from .shares import noise_by_site as noise_by_site
