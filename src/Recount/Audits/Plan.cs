using Recount.Claims;
using Recount.Findings;
using Recount.Specs;
using Recount.Text;

namespace Recount.Audits;

/// <summary>What is to be measured: every check of every chosen claim, in file order.</summary>
/// <param name="Specs">All specs that take part.</param>
public sealed record Plan(IReadOnlyList<Spec> Specs, IReadOnlyList<Planned> Checks)
{
    /// <summary>Plans all claims of some specs.</summary>
    public static Plan Of(IReadOnlyList<Spec> specs) => new(specs, [.. All(specs)]);

    /// <summary>Plans the chosen claims; specs without one take no part.</summary>
    /// <param name="only">Ids: <c>spec</c>, <c>claim</c>, <c>spec/claim</c> or <c>spec/claim[row]</c>; none means everything.</param>
    /// <param name="unknown">The first id that names nothing, with the nearest one that does; null when all are known.</param>
    public static Plan? Of(IReadOnlyList<Spec> specs, IReadOnlyCollection<string> only, out (string Id, string? Nearest)? unknown)
    {
        unknown = null;
        if (only.Count == 0)
        {
            return Of(specs);
        }

        var all = All(specs).ToList();
        var known = all.SelectMany(p => p.Names).ToHashSet(StringComparer.Ordinal);
        if (only.FirstOrDefault(id => !known.Contains(id)) is { } stranger)
        {
            unknown = (stranger, Nearest.To(stranger, known));
            return null;
        }

        var wanted = only.ToHashSet(StringComparer.Ordinal);
        List<Planned> chosen = [.. all.Where(p => p.Names.Any(wanted.Contains))];
        return new([.. specs.Where(s => chosen.Any(c => ReferenceEquals(c.Spec, s)))], chosen);
    }

    /// <summary>True when every check of a spec takes part: what is absent then is a sign of something.</summary>
    public bool IsWhole(Spec spec) => Checks.Count(c => ReferenceEquals(c.Spec, spec)) == spec.Claims.Sum(c => c.Checks.Count);

    private static IEnumerable<Planned> All(IReadOnlyList<Spec> specs) => specs.SelectMany(s => s.Claims.SelectMany(c => c.Checks.Select(k => new Planned(s, c, k))));
}

/// <summary>One check with the claim and the spec it belongs to.</summary>
public sealed record Planned(Spec Spec, Claim Claim, Check Check)
{
    /// <summary><c>claim</c> or <c>claim[row]</c>.</summary>
    public string Key => Finding.KeyOf(Claim.Id, Check.Row);

    /// <summary>Everything that a command line may call this check by: its spec, its claim or itself.</summary>
    public IEnumerable<string> Names => [Spec.Name, Claim.Id, $"{Spec.Name}/{Claim.Id}", Key, $"{Spec.Name}/{Key}"];
}
