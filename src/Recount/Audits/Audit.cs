using Recount.Findings;
using Recount.Specs;

namespace Recount.Audits;

/// <summary>A finished audit: everything that any report needs, and nothing else.</summary>
public sealed record Audit(IReadOnlyList<SpecAudit> Specs, Evidence Evidence)
{
    public IEnumerable<Finding> Findings => Specs.SelectMany(s => s.Findings);

    /// <summary>
    /// 0: nothing new · 1: a new finding at level error, or a known verdict that changed · 3: something was not measured and
    /// <paramref name="requireAll"/> asks for everything. (2 is a bad spec and 4 an internal error: no audit then.)
    /// </summary>
    public int ExitCode(bool requireAll = false) =>
        Findings.Any(f => f.IsAlarm) ? 1 : requireAll && Findings.Any(f => f.Verdict is Verdict.NotRun) ? 3 : 0;

    public bool Equals(Audit? other) => other is not null && Evidence == other.Evidence && Specs.SequenceEqual(other.Specs);

    public override int GetHashCode() => HashCode.Combine(Evidence, Specs.Count);
}

/// <summary>The findings of one spec.</summary>
/// <param name="Path">Of the spec, as shown to people.</param>
/// <param name="Claims">Claims in the spec, whether they took part or not.</param>
/// <param name="EmptyCells">Table rows without a number to check.</param>
/// <param name="IsWhole">Every check took part.</param>
/// <param name="HasSnapshot">There is an accepted snapshot.</param>
/// <param name="Orphans">Rows of the snapshot that no finding has; empty unless <paramref name="IsWhole"/>.</param>
/// <param name="Findings">In file order.</param>
public sealed record SpecAudit(
    string Name, string Path, Paper Paper, int Claims, int EmptyCells, bool IsWhole, bool HasSnapshot,
    IReadOnlyList<string> Orphans, IReadOnlyList<Finding> Findings)
{
    public bool Equals(SpecAudit? other) => other is not null && Name == other.Name && Path == other.Path && Paper == other.Paper &&
        Claims == other.Claims && EmptyCells == other.EmptyCells && IsWhole == other.IsWhole &&
        HasSnapshot == other.HasSnapshot && Orphans.SequenceEqual(other.Orphans) && Findings.SequenceEqual(other.Findings);

    public override int GetHashCode() => HashCode.Combine(Name, Findings.Count);
}
