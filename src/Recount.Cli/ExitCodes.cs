namespace Recount.Cli;

/// <summary>What the process says to a script. 0 and 1 are the audit's own: see <see cref="Recount.Audits.Audit.ExitCode"/>.</summary>
public static class ExitCodes
{
    public const int Fine = 0;

    /// <summary>A new finding at level error, or a known verdict that changed.</summary>
    public const int Alarm = 1;

    /// <summary>A bad spec or bad usage.</summary>
    public const int Usage = 2;

    /// <summary>Something was not measured, or the run was stopped.</summary>
    public const int Incomplete = 3;

    /// <summary>A mistake of recount itself.</summary>
    public const int Internal = 4;
}
