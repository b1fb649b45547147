namespace Recount.Evaluation.Models;

/// <summary>A device was asked for that is not there or does not start.</summary>
public sealed class DeviceMissingException(string message, string advice, Exception? inner = null) : InvalidOperationException(message, inner)
{
    /// <summary>What to install, or how to build.</summary>
    public string Advice { get; } = advice;
}
