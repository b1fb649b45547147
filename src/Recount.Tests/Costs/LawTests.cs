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
        foreach (var law in TrainingLaws.All.Concat(TrainingLaws.Shape))
        {
            // The laws without a PUE are for runs that name none.
            var pue = law.Shown is "energy = device-hours * power" or "device-hours = energy/power" or "power = energy/device-hours" ? run["pue"] : Rational.One;
            var expected = law.Of == "energy" ? run[law.Of] / pue : run[law.Of] * pue;
            var bound = Bound(law.Formula.Terms[0], names);
            Assert.Equal(expected, Reading.Of(bound, [.. names.Select(n => Exact.Of(run[n]))]).Middle);
        }
    }

    [Fact]
    public void Every_quantity_is_named_in_the_laws_and_every_name_in_them_is_a_quantity()
    {
        var laws = FlopCount.Named.SelectMany(CostLaws.With).ToList();
        var named = laws.SelectMany(l => l.Uses.Append(l.Of)).ToHashSet();
        Assert.Equal(CostQuantity.All.Select(q => q.Name).Order(), named.Order());
    }

    [Fact]
    public void What_is_derived_from_some_quantities_of_a_run_is_what_the_run_has()
    {
        var run = Consistent(4);
        string[][] sets = [["parameters", "tokens", "mfu", "peak", "price"], ["money", "price", "power", "pue", "carbon_intensity"], ["tokens_per_second", "devices", "peak", "parameters", "tokens", "price"]];
        foreach (var (given, wanted) in new[] { (sets[0], "money"), (sets[1], "carbon"), (sets[2], "mfu"), (sets[2], "money"), (sets[0], "device_hours") })
        {
            var quantities = given.Select((name, i) => (name, i)).ToDictionary(g => g.name, g => (Expression)new Expression.Input(g.i));
            var found = Derivation.Of(wanted, quantities, CostLaws.With(FlopCount.Named[0]));
            Assert.NotNull(found);
            Assert.Equal(run[wanted], Reading.Of(found.Expression, [.. given.Select(n => Exact.Of(run[n]))]).Middle);
            Assert.Subset(given.ToHashSet(), found.Used.ToHashSet());
        }
    }

    [Fact]
    public void What_leads_nowhere_is_told_law_by_law()
    {
        var given = new Dictionary<string, Expression> { ["device_hours"] = new Expression.Input(0) };
        Assert.Null(Derivation.Of("energy", given, TrainingLaws.All));
        Assert.Contains("energy = device-hours * power, without power", Derivation.Lacks("energy", given, TrainingLaws.All));
    }

    private static Expression Bound(Expression node, List<string> names) => node switch
    {
        Expression.Reference reference => new Expression.Input(names.IndexOf(reference.Name)),
        Expression.Binary binary => binary with { Left = Bound(binary.Left, names), Right = Bound(binary.Right, names) },
        _ => node,
    };
}
