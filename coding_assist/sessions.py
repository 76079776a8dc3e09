"""Open model files in onnxruntime."""

from typing import TYPE_CHECKING

from coding_assist.errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


def open_session(model: bytes, name: str) -> "InferenceSession":
    """Open a session of one thread: faster on few rows, and always the same sum.

    Imported here, since onnxruntime takes long and commands without a note do without.

    Args:
        model: ONNX.
        name: what it is, for the error.

    Raises:
        ModelError: it cannot be opened.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own errors share no other base
        raise ModelError(f"The {name} cannot be opened. Install the package again.") from error
