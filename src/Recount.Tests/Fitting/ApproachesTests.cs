using MathNet.Numerics.LinearRegression;
using Recount.Fitting;
using Recount.Fitting.Minima;
using Recount.Fitting.Objectives;

namespace Recount.Tests.Fitting;

/// <summary>The three approaches of Hoffmann et al. (2022) to the best size for a budget.</summary>
public class ApproachesTests
{
    private const double A = 400, B = 600, E = 1.7, Alpha = 0.34, Beta = 0.29;

    // What theory says of the law: equation (4).
    private const double Exponent = Beta / (Alpha + Beta);

    private static readonly double G = Math.Pow(Alpha * A / (Beta * B), 1 / (Alpha + Beta));
    private static readonly double[] Budgets = [.. Enumerable.Range(0, 9).Select(i => 1e18 * Math.Pow(10, i / 2.0))];

    [Fact]
    public void The_minimum_of_a_parabola_is_found()
    {
        var runs = from budget in new[] { 1e18, 1e19, 1e20 } from x in new[] { -2, -1, 0.3, 1, 2.5 }
                   select (Budget: budget, Size: Math.Sqrt(budget) * Math.Exp(x), Loss: 2 + (1e18 / budget) + (0.04 * (x - 0.2) * (x - 0.2)));
        var minima = Minima(runs);

        Assert.Equal([5, 5, 5], minima.Select(m => m.Runs));
        Assert.All(new[] { 1e18, 1e19, 1e20 }.Zip(minima), m =>
        {
            Assert.Equal(m.First, m.Second.Budget, m.First * 1e-12);
            Assert.Equal(Math.Sqrt(m.First) * Math.Exp(0.2), m.Second.Size, m.Second.Size * 1e-9);
            Assert.Equal(2 + (1e18 / m.First), m.Second.Loss, 1e-12);
        });
    }

    [Fact]
    public void Runs_whose_budgets_are_nearly_the_same_are_of_one_budget()
    {
        var runs = new[] { (1.04e18, 3.0, 3.0), (1e18, 1.0, 3.0), (1.02e18, 2.0, 2.0), (1.2e18, 1.0, 3.0), (1.21e18, 2.0, 2.0), (1.2e18, 3.0, 3.0) };
        var minima = Minima(runs.Select(r => (Budget: r.Item1, Size: r.Item2, Loss: r.Item3)));

        Assert.Equal([3, 3], minima.Select(m => m.Runs));
        Assert.Equal(Math.Cbrt(1.04 * 1.02) * 1e18, minima[0].Budget, 1e5);
    }

    [Theory]
    [InlineData(new double[] { 1, 2, 4, 8 }, new double[] { 4, 3, 2.1, 1.3 })]
    [InlineData(new double[] { 1, 2, 4, 8 }, new double[] { 2, 3, 3, 2 })]
    [InlineData(new double[] { 1, 2, 2, 1 }, new double[] { 4, 3, 3.1, 4.1 })]
    public void A_budget_without_a_minimum_among_its_sizes_has_none(double[] sizes, double[] losses) => Assert.Empty(Minima(sizes.Zip(losses, (n, l) => (Budget: 1e18, Size: n, Loss: l))));

    [Fact]
    public void The_frontier_is_what_no_cheaper_run_beats()
    {
        double[] budgets = [3, 1, 2, 2, 5, 4, 6], losses = [2.5, 3, 2.8, 2.6, 2.5, 2.2, 2.3];

        // From cheap to dear: 3 (1), 2.6 (2), 2.5 (3), 2.2 (4); as much for more is no gain.
        Assert.Equal([1, 3, 0, 5], Frontier.Of(budgets, losses, null));
    }

    [Fact]
    public void With_bins_the_frontier_is_the_lowest_of_each()
    {
        // Bins of equal width in the logarithm: 1 to 10, 10 to 100, 100 to 1000 with the end in the last; the second has no better run than the first, and stays.
        double[] budgets = [1, 5, 9, 11, 90, 101, 1000], losses = [3, 2.5, 2.7, 2.9, 2.6, 2.4, 2.1];

        Assert.Equal([1, 4, 6], Frontier.Of(budgets, losses, 3));
        Assert.Equal([0], Frontier.Of([7.0, 7.0], [1.0, 2.0], 3));
    }

    [Fact]
    public void Minima_of_parabolas_lie_on_the_power_law_of_the_parametric_loss()
    {
        // Around the best size the loss has the same shape at every budget, so that sizes at the same ratios to it give its exponent exactly.
        var minima = Minima(from c in Budgets from x in new[] { -1, -0.5, 0, 0.5, 1 } let n = Best(c) * Math.Exp(x) select (Budget: c, Size: n, Loss: Loss(n, c)));
        var (_, slope) = SimpleRegression.Fit([.. minima.Select(m => Math.Log(m.Budget))], [.. minima.Select(m => Math.Log(m.Size))]);

        Assert.Equal(Budgets.Length, minima.Count);
        Assert.Equal(Exponent, slope, 1e-9);
        Assert.All(minima, m => Assert.Equal(1, m.Size / Best(m.Budget), 0.01));
    }

    [Fact]
    public void The_frontier_of_many_runs_lies_on_it_too()
    {
        var runs = (from c in Budgets from i in Enumerable.Range(0, 600) let n = 1e7 * Math.Pow(10, i / 100.0) select (Budget: c, Size: n, Loss: Loss(n, c))).ToList();
        var frontier = Frontier.Of([.. runs.Select(r => r.Budget)], [.. runs.Select(r => r.Loss)], null).Select(i => runs[i]).ToList();
        var (_, slope) = SimpleRegression.Fit([.. frontier.Select(m => Math.Log(m.Budget))], [.. frontier.Select(m => Math.Log(m.Size))]);

        // Sizes stand 2.3 % apart, so each best one is within 1.2 % of the true one, and over four decades the slope within 0.3 %.
        Assert.Equal(Budgets.Length, frontier.Count);
        Assert.All(frontier, m => Assert.Equal(1, m.Size / Best(m.Budget), 0.012));
        Assert.Equal(Exponent, slope, 2 * 0.012 / Math.Log(1e4));
    }

    [Theory]
    [InlineData("squares")]
    [InlineData("huber")]
    public void The_parametric_loss_gives_the_same_best_size(string loss)
    {
        var (n, d) = Synthetic.Runs(1e7, 1e10, 6, 1e9, 1e12, 6);
        var problem = new FitProblem(Fits.Model("E + A / N^alpha + B / D^beta", ["A", "B", "E", "alpha", "beta"], ("N", n), ("D", d)).Ln(),
            [new("A", true), new("B", true), new("E", true), new("alpha"), new("beta")], [.. n.Zip(d, (x, y) => Math.Log(Loss(x, 6 * x * y)))],
            loss == "squares" ? new Loss.Squares() : new Loss.Huber(1e-3), []);
        var fit = new Fit(problem, [[5, 5, 0, 0.5, 0.5], [7, 8, 1, 0.4, 0.4]], new Optimiser.ToTheEnd(), null);
        var p = fit.Parameters(TestContext.Current.CancellationToken);

        Assert.Equal(Exponent, p[4] / (p[3] + p[4]), 1e-6);
        Assert.Equal(G, Math.Pow(p[3] * p[0] / (p[4] * p[1]), 1 / (p[3] + p[4])), G * 1e-4);
    }

    private static double Best(double budget) => G * Math.Pow(budget / 6, Exponent);

    private static double Loss(double size, double budget) => E + (A / Math.Pow(size, Alpha)) + (B / Math.Pow(budget / (6 * size), Beta));

    private static IReadOnlyList<Minimum> Minima(IEnumerable<(double Budget, double Size, double Loss)> runs)
    {
        var all = runs.ToList();
        return IsoFlop.Minima([.. all.Select(r => r.Budget)], [.. all.Select(r => r.Size)], [.. all.Select(r => r.Loss)]);
    }
}
