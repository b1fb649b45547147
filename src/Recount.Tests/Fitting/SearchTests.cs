using Recount.Fitting.Minima;
using Recount.Fitting.Objectives;

namespace Recount.Tests.Fitting;

/// <summary>Searches from near and far, and many at once.</summary>
public class SearchTests
{
    private static readonly double[] N = [.. Enumerable.Range(1, 60).Select(i => Math.Pow(1.3, i % 20))];
    private static readonly double[] D = [.. Enumerable.Range(1, 60).Select(i => 50 * Math.Pow(1.4, i / 3))];

    private static FitProblem Law(Loss loss) => new(Fits.Model("E + A / N^alpha + B / D^beta", ["A", "B", "E", "alpha", "beta"], ("N", N), ("D", D)).Ln(),
        [new("A", true), new("B", true), new("E", true), new("alpha"), new("beta")],
        [.. N.Zip(D, (n, d) => Math.Log(1.7 + (4 / Math.Pow(n, 0.35)) + (30 / Math.Pow(d, 0.4)))).Select((y, i) => y + (0.003 * Math.Sin(7 * i)))], loss, []);

    private static Multistart Run(FitProblem problem) => Multistart.Run(problem, Grid, new Optimiser.ToTheEnd(), TestContext.Current.CancellationToken);

    private static List<double[]> Grid =>
    [
        .. from a in new double[] { -3, 0, 5 } from b in new double[] { 0, 5, 10 } from e in new double[] { -1, 1 } from alpha in new double[] { 0, 0.5, 2 } from beta in new double[] { 0, 1 }
           select new[] { a, b, e, alpha, beta },
    ];

    [Fact]
    public void Newton_and_bfgs_end_in_the_same_minimum()
    {
        foreach (var loss in new Loss[] { new Loss.Squares(), new Loss.Huber(1e-3), new Loss.Huber(0.1) })
        {
            var objective = new Objective(Law(loss));
            var newton = Assert.IsType<Solution.Converged>(new Newton(objective).Minimise([1, 3, 0.5, 0.5, 0.5]));
            var bfgs = Assert.IsType<Solution.Converged>(Bfgs.Minimise(objective, [1, 3, 0.5, 0.5, 0.5]));

            Assert.Equal(bfgs.Value, newton.Value, 1e-12 * bfgs.Value);
            Assert.All(bfgs.Point.Zip(newton.Point), p => Assert.Equal(p.First, p.Second, 1e-6));
        }
    }

    [Fact]
    public void A_parameter_without_a_best_value_stalls_and_says_so()
    {
        // What grows with N has no place for a term that falls with it: A is best at zero, which its logarithm never reaches.
        var problem = new FitProblem(Fits.Model("E + A / N^0.5", ["E", "A"], ("N", N)).Ln(), [new("E", true), new("A", true)],
            [.. N.Select(n => 0.1 * Math.Log(n))], new Loss.Huber(1e-3), []);
        foreach (var start in new double[][] { [0, 0], [1, -3], [0, -20], [-2, 4] })
        {
            var stalled = Assert.IsType<Solution.Stalled>(Search.From(new(problem), start));
            Assert.Contains("no finite best value", stalled.Why, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Two_parameters_that_stand_for_one_are_no_coefficients() => Assert.IsType<Solution.Stalled>(Search.From(
        new(new(Fits.Model("A * B / N^alpha", ["A", "B", "alpha"], ("N", N)).Ln(), [new("A", true), new("B", true), new("alpha")], [.. N.Select((n, i) => Math.Sin(i) - Math.Log(n))],
            new Loss.Squares(), [])), [0, 0, 0.5]));

    [Fact]
    public void Exact_data_are_a_minimum()
    {
        var solution = Search.From(new(new(Fits.Model("A / N^alpha", ["A", "alpha"], ("N", N)).Ln(), [new("A", true), new("alpha")], [.. N.Select(n => 2 - (0.3 * Math.Log(n)))],
            new Loss.Squares(), [])), [0, 0]);

        Assert.IsType<Solution.Converged>(solution);
        Assert.Equal([2, 0.3], solution.Point.Select(p => Math.Round(p, 9)));
    }

    [Fact]
    public void A_start_without_a_value_stalls_in_newton_too() => Assert.Equal("the model has no value at the start", Assert.IsType<Solution.Stalled>(
        Search.From(new(Law(new Loss.Squares())), [800, 0, 0, 0, 0])).Why);

    [Fact]
    public void A_scale_of_zero_is_left_to_bfgs()
    {
        var problem = Law(new Loss.Squares()) with { Parameters = [new("A"), new("B", true), new("E", true), new("alpha", Fixed: 0.35), new("beta")] };
        var solution = Assert.IsType<Solution.Converged>(Search.From(new(problem), [0, 3, 0.5, 0.5]));

        Assert.Equal(4, solution.Point[0], 1.0);
    }

    [Fact]
    public void Many_starts_are_the_same_bits_as_one_after_the_other()
    {
        var problem = Law(new Loss.Huber(1e-3));
        var (all, again) = (Run(problem), Run(problem));
        var objective = new Objective(problem);

        Assert.All(Grid.Select((s, i) => (Start: s, Index: i)), s =>
        {
            var alone = Search.From(objective, s.Start);
            Assert.Equal(alone.Value, all.Solutions[s.Index].Value);
            Assert.Equal(alone.Point, all.Solutions[s.Index].Point);
            Assert.Equal(alone.Point, again.Solutions[s.Index].Point);
        });
        Assert.Equal(Grid.Count, all.Basins.Sum(b => b.Count) + all.Stalled);
        Assert.Equal(objective.Evaluations, all.Evaluations);
        Assert.Equal(all.Solutions.OfType<Solution.Converged>().Min(s => s.Value), all.Best.Value);
    }

    [Fact]
    public void Abandoned_starts_change_neither_optimum_nor_basins()
    {
        var problem = Law(new Loss.Huber(1e-3));
        var (all, abandoning) = (Run(problem), Multistart.RunAbandoning(problem, Grid, TestContext.Current.CancellationToken));

        Assert.Equal(0, all.Abandoned);
        Assert.True(abandoning.Abandoned > Grid.Count / 4, $"{abandoning.Abandoned} of {Grid.Count} were abandoned");
        Assert.True(abandoning.Evaluations < all.Evaluations);
        Assert.Equal(all.Basins.Select(b => b.Count), abandoning.Basins.Select(b => b.Count));
        Assert.Equal(all.Best.Value, abandoning.Best.Value, 1e-12 * all.Best.Value);
    }
}
