using Recount.Costs;
using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Tests.Costs;

public class LawTests
{
    // A run in which everything agrees: the free quantities, and those that follow from them, each by its definition.
    private static Dictionary<string, Rational> Consistent(int seed)
    {
        var random = new Random(seed);
        Rational Free(int least, int most) => new(random.Next(least, most), 7);
        var run = new Dictionary<string, Rational>
        {
            ["parameters"] = Free(1000, 900_000) * 1_000_000, ["tokens"] = Free(1000, 900_000) * 1_000_000, ["recomputed"] = new(random.Next(0, 10), 9), ["devices"] = random.Next(1, 9000),
            ["duration"] = Free(10, 9000), ["peak"] = Free(100, 9000) * Rational.Ten(12), ["power"] = new(random.Next(100, 900), 1000), ["pue"] = new(random.Next(100, 160), 100),
            ["carbon_intensity"] = new(random.Next(1, 900), 1000), ["price"] = Free(1, 90), ["heads"] = random.Next(1, 128), ["layers"] = random.Next(1, 128),
            ["vocabulary"] = random.Next(100, 200_000), ["sequence"] = random.Next(128, 9000),
        };
        run["hardware_flops_per_token"] = 2 * run["parameters"] * (3 + run["recomputed"]);
        run["kv_heads"] = run["heads"];
        run["key"] = 64;
        run["width"] = run["heads"] * run["key"];
        run["ffw"] = 4 * run["width"];
        run["ffw_matrices"] = 2;
        run["flops_per_token"] = 6 * run["parameters"];
        run["flops"] = run["flops_per_token"] * run["tokens"];
        run["hardware_flops"] = run["flops"] * (1 + (run["recomputed"] / 3));
        run["device_hours"] = run["devices"] * run["duration"];
        run["tokens_per_second"] = run["tokens"] / run["duration"] / 3600;
        run["achieved"] = run["flops"] / run["device_hours"] / 3600;
        run["mfu"] = run["achieved"] / run["peak"];
        run["hfu"] = run["hardware_flops"] / run["device_hours"] / 3600 / run["peak"];
        run["it_energy"] = run["device_hours"] * run["power"];
        run["energy"] = run["it_energy"] * run["pue"];
        run["carbon"] = run["energy"] * run["carbon_intensity"];
        run["money"] = run["device_hours"] * run["price"];
        return run;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_law_holds_of_a_run_in_which_everything_agrees(int seed)
    {
        var run = Consistent(seed);
        var names = run.Keys.ToList();
        foreach (var law in TrainingLaws.All)
        {
            var bound = Bound(law.Formula.Terms[0], names);
            Assert.True(run[law.Of] == Reading.Of(bound, [.. names.Select(n => Exact.Of(run[n]))]).Middle, law.Shown);
        }
    }

    /// <summary>Whatever is given and whatever is asked for: what follows is what the run has, unless something was supposed that is not so.</summary>
    [Fact]
    public void What_follows_from_any_part_of_a_run_is_what_the_run_has()
    {
        var found = 0;
        for (var seed = 0; seed < 3_000; seed++)
        {
            var random = new Random(seed);
            var run = Consistent(seed % 5);
            List<string> given = [.. run.Keys.Where(_ => random.Next(4) == 0)];
            var wanted = run.Keys.ElementAt(random.Next(run.Count));
            var tiers = Enumerable.Range(0, 3).Select(_ => new Dictionary<string, Expression>()).ToList();
            foreach (var (name, i) in given.Select((n, i) => (n, i)))
            {
                tiers[random.Next(3)][name] = new Expression.Input(i);
            }

            if (Derivation.Of(wanted, tiers, CostLaws.With(FlopCount.Named[0])) is not { } derived || derived.Supposes.Any())
            {
                continue;
            }

            found++;
            var value = Reading.Of(derived.Expression, [.. given.Select(n => Exact.Of(run[n]))]).Middle;
            Assert.True(run[wanted] == value, $"seed {seed}: {wanted} from {string.Join(", ", given)}: {string.Join("; ", derived.Laws.Select(l => l.Shown))}");
            Assert.DoesNotContain(wanted, derived.Used);
        }

        Assert.True(found > 250, $"{found}");
    }

    [Fact]
    public void What_is_stated_is_not_replaced_by_what_is_assumed()
    {
        // Energy and the computers' energy lead to a PUE; an assumed one is not looked at.
        Dictionary<string, Expression> stated = new() { ["energy"] = new Expression.Input(0), ["it_energy"] = new Expression.Input(1), ["power"] = new Expression.Input(2) };
        Dictionary<string, Expression> assumed = new() { ["pue"] = new Expression.Input(3), ["device_hours"] = new Expression.Input(4) };
        var found = Derivation.Of("carbon", [stated, new Dictionary<string, Expression> { ["carbon_intensity"] = new Expression.Input(5) }, assumed], TrainingLaws.All)!;
        Assert.Equal(["carbon_intensity", "energy"], found.Used.Order());
        Assert.Equal(["it_energy", "power"], Derivation.Of("device_hours", [stated, assumed], TrainingLaws.All)!.Used.Order());
    }

    [Fact]
    public void Every_quantity_is_named_in_the_laws_and_every_name_in_them_is_a_quantity()
    {
        var laws = FlopCount.Named.SelectMany(CostLaws.With).ToList();
        var named = laws.SelectMany(l => l.Uses.Append(l.Of)).ToHashSet();
        Assert.Equal(CostQuantity.All.Select(q => q.Name).Order(), named.Order());
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        var given = new Dictionary<string, Expression> { ["device_hours"] = new Expression.Input(0) };
        Assert.Null(Derivation.Of("energy", [given], TrainingLaws.All));
        Assert.Equal(["power", "pue"], Derivation.Missing("energy", [given], TrainingLaws.All));
        Assert.Equal(["power"], Derivation.Missing("energy", [given], CostLaws.With(FlopCount.Named[0])));
    }

    private static Expression Bound(Expression node, List<string> names) => node switch
    {
        Expression.Reference reference => new Expression.Input(names.IndexOf(reference.Name)),
        Expression.Binary binary => binary with { Left = Bound(binary.Left, names), Right = Bound(binary.Right, names) },
        _ => node,
    };
}
