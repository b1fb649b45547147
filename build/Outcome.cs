namespace Recount.Build;

/// <summary>What the pipeline ends with when no task failed: the exit code of the audit.</summary>
public sealed class Outcome
{
    public int ExitCode { get; set; }
}
