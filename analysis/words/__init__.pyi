from .phrases import Phrase as Phrase
from .phrases import find_phrases as find_phrases
from .tfidf import Counts as Counts
from .tfidf import Weights as Weights
from .tfidf import count_tokens as count_tokens
from .tfidf import select_vocabulary as select_vocabulary
from .tokenizer import Tokenizer as Tokenizer
