using Recount.Quantities.Expressions;

namespace Recount.Costs;

/// <summary>How a quantity follows from what is given.</summary>
/// <param name="Expression">Over the inputs of the given expressions, in base units.</param>
/// <param name="Laws">The laws that were followed, the last one first.</param>
/// <param name="Used">Names of the given quantities that it rests on.</param>
public sealed record Derivation(Expression Expression, IReadOnlyList<Law> Laws, IReadOnlySet<string> Used)
{
    /// <summary>
    /// Follows laws from what is given up to a quantity, in as few rounds as possible; of laws that can be followed in the same round, the first. Null where none leads there.
    /// </summary>
    /// <param name="name">The quantity, with underscores. It is derived even where it is given too.</param>
    /// <param name="given">By name with underscores.</param>
    public static Derivation? Of(string name, IReadOnlyDictionary<string, Expression> given, IReadOnlyList<Law> laws) => Reach(name, given, laws).GetValueOrDefault(name);

    /// <summary>What the laws for a quantity lack, one clause a law.</summary>
    public static IReadOnlyList<string> Lacks(string name, IReadOnlyDictionary<string, Expression> given, IReadOnlyList<Law> laws)
    {
        var known = Reach(name, given, laws);
        return [.. laws.Where(l => l.Of == name).Select(l => $"{l.Shown}, without {string.Join(" and ", l.Uses.Where(u => !known.ContainsKey(u)).Select(u => u.Replace('_', '-')))}")];
    }

    /// <summary>Quantities that would have to be given for another one to follow by the law that lacks the fewest; none where it follows.</summary>
    public static IReadOnlyList<string> Missing(string name, IReadOnlyDictionary<string, Expression> given, IReadOnlyList<Law> laws) =>
        [.. Missing(name, Reach(name, given, laws).Keys.ToHashSet(StringComparer.Ordinal), laws, [])?.Order(StringComparer.Ordinal).Select(n => n.Replace('_', '-')) ?? []];

    private static HashSet<string>? Missing(string name, HashSet<string> known, IReadOnlyList<Law> laws, IReadOnlyList<string> above)
    {
        if (known.Contains(name) || above.Contains(name))
        {
            return known.Contains(name) ? [] : null;
        }

        // Beyond a few steps a way is too long to be advice.
        const int deepest = 8;
        var own = laws.Where(l => l.Of == name).ToList();
        if (own.Count == 0 || above.Count == deepest)
        {
            return [name];
        }

        var ways = own.Select(l => l.Uses.Select(u => Missing(u, known, laws, [.. above, name])).ToList()).Where(w => w.All(m => m is not null))
            .Select(w => w.SelectMany(m => m!).ToHashSet(StringComparer.Ordinal)).ToList();
        return ways.Count == 0 ? [name] : ways.MinBy(w => w.Count);
    }

    private static Dictionary<string, Derivation> Reach(string name, IReadOnlyDictionary<string, Expression> given, IReadOnlyList<Law> laws)
    {
        var known = given.Where(g => g.Key != name)
            .ToDictionary(g => g.Key, g => new Derivation(g.Value, [], new HashSet<string>([g.Key], StringComparer.Ordinal)), StringComparer.Ordinal);
        while (!known.ContainsKey(name))
        {
            var next = laws.Where(l => !known.ContainsKey(l.Of) && l.Uses.All(known.ContainsKey)).DistinctBy(l => l.Of).ToList();
            if (next.Count == 0)
            {
                break;
            }

            foreach (var (law, found) in next.Select(l => (l, Followed(l, known))).ToList())
            {
                known[law.Of] = found;
            }
        }

        return known;
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
