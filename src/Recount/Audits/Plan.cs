using Recount.Claims;
using Recount.Specs;
using Recount.Text;

namespace Recount.Audits;

/// <summary>What is to be measured: every check of every chosen claim, in file order.</summary>
/// <param name="Specs">All specs that take part, chosen or not.</param>
/// <param name="IsWhole">False when only some claims were chosen: what is absent is then no sign of anything.</param>
public sealed record Plan(IReadOnlyList<Spec> Specs, IReadOnlyList<Planned> Checks, bool IsWhole)
{
    /// <summary>Plans the chosen claims.</summary>
    /// <param name="only">Ids: <c>spec</c>, <c>claim</c>, <c>spec/claim</c> or <c>spec/claim[row]</c>; none means everything.</param>
    /// <param name="unknown">The first id that names nothing, with the nearest one that does; null when all are known.</param>
    public static Plan? Of(IReadOnlyList<Spec> specs, IReadOnlyList<string> only, out (string Id, string? Nearest)? unknown)
    {
        unknown = null;
        var all = specs.SelectMany(s => s.Claims.SelectMany(c => c.Checks.Select(k => new Planned(s, c, k)))).ToList();
        foreach (var id in only.Where(id => !all.Any(p => p.IsNamed(id))))
        {
            var known = specs.Select(s => s.Name).Concat(all.SelectMany(p => new[] { p.Claim.Id, $"{p.Spec.Name}/{p.Claim.Id}", p.Id })).Distinct();
            unknown = (id, Nearest.To(id, known));
            return null;
        }

        return only.Count == 0 ? new(specs, all, true) : new(specs, [.. all.Where(p => only.Any(p.IsNamed))], false);
    }
}

/// <summary>One check with the claim and the spec it belongs to.</summary>
public sealed record Planned(Spec Spec, Claim Claim, Check Check)
{
    /// <summary><c>spec/claim</c> or <c>spec/claim[row]</c>.</summary>
    public string Id => Check.Row.Length == 0 ? $"{Spec.Name}/{Claim.Id}" : $"{Spec.Name}/{Claim.Id}[{Check.Row}]";

    /// <summary>True when an id names this check, its claim or its spec.</summary>
    public bool IsNamed(string id) => id == Spec.Name || id == Claim.Id || id == $"{Spec.Name}/{Claim.Id}" || id == Id || $"{Spec.Name}/{id}" == Id;
}
