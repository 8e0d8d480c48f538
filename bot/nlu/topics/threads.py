"""One thread for matrix work: our matrices are small, and threads that wait for each other cost more than they bring."""

import ctypes
from importlib import import_module

# The name that OpenBLAS has in numpy's own wheels, and elsewhere: github.com/OpenMathLib/OpenBLAS, README, "Setting
# the number of threads at runtime".
_NAMES = ("scipy_openblas_set_num_threads64_", "openblas_set_num_threads64_", "openblas_set_num_threads")


def keep_to_one_thread() -> bool:
    """Ask numpy's OpenBLAS to use one thread, in this whole process. Return whether it could be asked.

    Measured on two busy cores: 28 ms a text with one thread, 56 ms and 240 MB more with two.
    """
    library = ctypes.CDLL(import_module("numpy.linalg._umath_linalg").__file__)
    for name in _NAMES:
        if hasattr(library, name):
            getattr(library, name)(1)
            return True
    return False
