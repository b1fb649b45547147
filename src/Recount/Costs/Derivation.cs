using Recount.Quantities.Expressions;

namespace Recount.Costs;

/// <summary>How a quantity follows from what is given.</summary>
/// <param name="Expression">Over the inputs of the given expressions, in base units.</param>
/// <param name="Laws">The laws that were followed, the last one first.</param>
/// <param name="Used">Names of the given quantities that it rests on.</param>
public sealed record Derivation(Expression Expression, IReadOnlyList<Law> Laws, IReadOnlySet<string> Used)
{
    /// <summary>What the laws that were followed take for granted.</summary>
    public IEnumerable<string> Supposes => Laws.Select(l => l.Supposes).OfType<string>().Distinct();

    /// <summary>
    /// Follows laws up to a quantity, in as few rounds as possible; of laws that can be followed in the same round, the first. What follows from better knowledge is not replaced by worse:
    /// everything that the first tier leads to is known before the second is looked at. Laws that suppose something come last. Null where no way leads there.
    /// </summary>
    /// <param name="name">The quantity, with underscores. It is derived even where it is given too.</param>
    /// <param name="tiers">Given quantities by name with underscores: what is stated, then what a catalog says, then what is assumed.</param>
    public static Derivation? Of(string name, IReadOnlyList<IReadOnlyDictionary<string, Expression>> tiers, IReadOnlyList<Law> laws) => Reach(name, tiers, laws).GetValueOrDefault(name);

    /// <summary>Keys of quantities that would have to be given for another one to follow by the law that lacks the fewest; none where it follows, or where no way is known.</summary>
    /// <param name="askable">Names that may be asked for; null: all that people know of a run.</param>
    public static IReadOnlyList<string> Missing(
        string name, IReadOnlyList<IReadOnlyDictionary<string, Expression>> tiers, IReadOnlyList<Law> laws, IReadOnlySet<string>? askable = null) =>
        [.. (Missing(name, Reach(name, tiers, laws).Keys.ToHashSet(StringComparer.Ordinal), laws, askable, []) ?? []).Order(StringComparer.Ordinal).Select(n => n.Replace('_', '-'))];

    private static HashSet<string>? Missing(string name, HashSet<string> known, IReadOnlyList<Law> laws, IReadOnlySet<string>? askable, IReadOnlyList<string> above)
    {
        if (known.Contains(name) || above.Contains(name))
        {
            return known.Contains(name) ? [] : null;
        }

        // Beyond a few steps a way is too long to be advice.
        const int deepest = 7;
        var ways = above.Count == deepest ? [] : laws.Where(l => l.Of == name).Select(l => l.Uses.Select(u => Missing(u, known, laws, askable, [.. above, name])).ToList())
            .Where(w => w.All(m => m is not null)).Select(w => w.SelectMany(m => m!).ToHashSet(StringComparer.Ordinal)).ToList();
        HashSet<string>? itself = above.Count > 0 && !Seldom.Contains(name) && (askable is null || askable.Contains(name)) ? [name] : null;
        return ways.MinBy(w => w.Count) is { } best && (itself is null || best.Count < itself.Count) ? best : itself;
    }

    // What hardly anybody knows of a run but by computing it.
    private static readonly HashSet<string> Seldom =
    [
        "carbon", "money", "it_energy", "flops_per_token", "hardware_flops_per_token", "hardware_flops", "achieved", "hfu", "recomputed", "tokens_per_second",
    ];

    private static Dictionary<string, Derivation> Reach(string name, IReadOnlyList<IReadOnlyDictionary<string, Expression>> tiers, IReadOnlyList<Law> laws)
    {
        var known = new Dictionary<string, Derivation>(StringComparer.Ordinal);
        List<Law> firm = [.. laws.Where(l => l.Supposes is null)];
        foreach (var tier in tiers)
        {
            foreach (var (own, expression) in tier.Where(g => g.Key != name))
            {
                known.TryAdd(own, new(expression, [], new HashSet<string>([own], StringComparer.Ordinal)));
            }

            Follow(name, known, firm);
        }

        // One thing is supposed at a time, and whatever follows from it comes before the next.
        while (!known.ContainsKey(name) && laws.FirstOrDefault(l => l.Supposes is not null && !known.ContainsKey(l.Of) && l.Uses.All(known.ContainsKey)) is { } supposed)
        {
            known[supposed.Of] = Followed(supposed, known);
            Follow(name, known, firm);
        }

        return known;
    }

    private static void Follow(string name, Dictionary<string, Derivation> known, List<Law> laws)
    {
        while (!known.ContainsKey(name))
        {
            var next = laws.Where(l => !known.ContainsKey(l.Of) && l.Uses.All(known.ContainsKey)).DistinctBy(l => l.Of).Select(l => (l.Of, Found: Followed(l, known))).ToList();
            if (next.Count == 0)
            {
                break;
            }

            foreach (var (of, found) in next)
            {
                known[of] = found;
            }
        }
    }

    private static Derivation Followed(Law law, Dictionary<string, Derivation> known)
    {
        var parts = law.Uses.Select(u => known[u]).ToList();
        return new(Flat(Put(law.Formula.Terms[0], known)), [law, .. parts.SelectMany(p => p.Laws).Distinct()], parts.SelectMany(p => p.Used).ToHashSet(StringComparer.Ordinal));
    }

    private static Expression Put(Expression node, Dictionary<string, Derivation> parts) => node switch
    {
        Expression.Reference reference => parts[reference.Name].Expression,
        Expression.Negate negate => new Expression.Negate(Put(negate.Operand, parts)),
        Expression.Binary binary => binary with { Left = Put(binary.Left, parts), Right = Put(binary.Right, parts) },
        Expression.Call call => call with { Arguments = [.. call.Arguments.Select(a => Put(a, parts))] },
        _ => node,
    };

    /// <summary>The same product with as few parentheses as it needs: a * (b * c) and a * (b/c) from left to right.</summary>
    public static Expression Flat(Expression node) => node switch
    {
        Expression.Binary { Operator: '*', Right: Expression.Binary { Operator: '*' or '/' } right } product =>
            Flat(new Expression.Binary(right.Operator, new Expression.Binary('*', product.Left, right.Left), right.Right)),
        Expression.Binary binary => binary with { Left = Flat(binary.Left), Right = Flat(binary.Right) },
        Expression.Call call => call with { Arguments = [.. call.Arguments.Select(Flat)] },
        Expression.Negate negate => new Expression.Negate(Flat(negate.Operand)),
        _ => node,
    };
}
