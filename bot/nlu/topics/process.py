"""What the ranking asks of its process: one thread for matrix work, and no memory that it is done with."""

import ctypes
import sys
from importlib import import_module

# The name that OpenBLAS has in numpy's own wheels, and elsewhere: github.com/OpenMathLib/OpenBLAS, README, "Setting
# the number of threads at runtime".
_NAMES = ("scipy_openblas_set_num_threads64_", "openblas_set_num_threads64_", "openblas_set_num_threads")


def keep_to_one_thread() -> bool:
    """Ask numpy's OpenBLAS to use one thread, in this whole process. Return whether it could be asked.

    Our matrices are small: threads that wait for each other cost more than they bring. Measured on two busy
    cores: 28 ms a text with one thread, 56 ms and 240 MB more with two.
    """
    library = ctypes.CDLL(import_module("numpy.linalg._umath_linalg").__file__)
    for name in _NAMES:
        if hasattr(library, name):
            getattr(library, name)(1)
            return True
    return False


def give_back_memory() -> None:
    """Return to the system what learning has freed, where the C library can: 45 MB after a first start."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim:
            trim(0)
