using Recount.Claims.Relation;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Claims.Jointly;

/// <summary>
/// Reads <c>jointly: all</c>: the relations above it that share printed numbers, each group checked together; or <c>jointly: [a, b]</c>, those of some claims.
/// One finding per group, named by its first check.
/// </summary>
internal static class JointlyKind
{
    private const string All = "all";

    public static Kind Kind { get; } = new(
        "jointly",
        new Shape.Either("Whether relations that share printed numbers can hold at once: all for every relation above, or the claims by name.",
            new Shape.Text("all, or a relation above this claim."), new Shape.ListOf("Relations above this claim.", new Shape.Text("A claim."))),
        Read);

    private static IReadOnlyList<(string Part, Measure Measure)> Read(Draft draft)
    {
        var mark = draft.Diagnostics.Mark;
        var all = draft.Node is YamlNode.Scalar { Text: All };
        var kind = RelationKind.Kind.Key;
        var claims = all ? [.. draft.Scope.Claims.Values.OfType<Claim>().Where(c => c.Kind == kind)] : draft.Named(draft.Node, kind);

        // A relation between two measurements that differ binds no numbers.
        var statements = claims.Where(c => c.Differs is null).SelectMany(c => c.Checks.Select(k => new Statement(c, k))).ToList();
        var groups = Groups(statements).ToList();
        if (draft.Diagnostics.Mark == mark && groups.Count == 0 && draft.Scope.Claims.Values.All(c => c is not null))
        {
            draft.Diagnostics.Add(Mistakes.NothingShared(draft.Node.At));
        }

        return draft.Diagnostics.Mark > mark ? [] : [.. groups.Select(g => (g[0].Key, (Measure)new JointlyMeasure(g)))];
    }

    // Statements with a printed number in common, in file order; a number that is exact ties nothing together.
    private static IEnumerable<IReadOnlyList<Statement>> Groups(List<Statement> statements)
    {
        var group = Enumerable.Range(0, statements.Count).ToArray();
        var first = new Dictionary<object, int>();
        int Root(int i) => group[i] == i ? i : group[i] = Root(group[i]);
        for (var i = 0; i < statements.Count; i++)
        {
            foreach (var number in statements[i].Numbers.Where(n => n.Value.Interval is { IsPoint: false }))
            {
                if (!first.TryAdd(Statement.Identity(number), i))
                {
                    var (a, b) = (Root(first[Statement.Identity(number)]), Root(i));
                    group[Math.Max(a, b)] = Math.Min(a, b);
                }
            }
        }

        return Enumerable.Range(0, statements.Count).GroupBy(Root).Where(g => g.Count() > 1).Select(g => (IReadOnlyList<Statement>)[.. g.Select(i => statements[i])]);
    }
}
