namespace Recount.Evaluation.Models;

/// <summary>The device has too little memory for a batch; a smaller one may do.</summary>
public sealed class BatchTooLargeException(string message, Exception? inner = null) : Exception(message, inner);
