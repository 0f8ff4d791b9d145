from .corpus import Corpus as Corpus
from .duplicates import duplicate_of as duplicate_of
from .facts import PageFacts as PageFacts
from .facts import page_facts as page_facts
from .quotes import quotes as quotes
