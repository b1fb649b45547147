using System.Globalization;
using Recount.Fitting;
using Recount.Fitting.Minima;
using Recount.Fitting.Objectives;

namespace Recount.Tests.Fitting;

/// <summary>The replication of Chinchilla's third approach (Besiroglu et al., 2404.10102) on its own 240 points.</summary>
public class EpochReplication
{
    // What the TeX source of Hoffmann et al. says: a, b, e, alpha, beta.
    internal static readonly double[] Hoffmann = [6.0073404, 6.0179186, 0.5267228, 0.33917084, 0.2849083];

    [Fact]
    public void The_optimum_is_the_published_one_from_near_and_far()
    {
        var problem = Problem();
        var objective = new Objective(problem);
        double[][] starts = [Hoffmann, [5, 5, 0, 0.5, 0.5], [10, 10, 0.5, 0.5, 0.5], [5, 10, 1, 0.5, 1], [10, 5, -1, 1, 0.5]];
        var best = starts.Select(s => Bfgs.Minimise(objective, s)).ToList();
        var lowest = best.MinBy(s => s.Value)!;

        Assert.All(best, s => Assert.IsType<Solution.Converged>(s));
        Assert.Equal(0.001018274017801, lowest.Value, 0.001018274017801 * 1e-10);
        Assert.Equal([477.826, 2143.417, 1.81722, 0.3473105, 0.36717243], objective.Parameters(lowest.Point).Zip([3, 3, 5, 7, 8], Math.Round));
    }

    [Fact]
    public void The_optimum_is_where_starts_from_all_over_the_grid_end()
    {
        // Every 45th of the 4,500 starts of the paper's grid.
        var starts = from a in Enumerable.Range(0, 6) from b in Enumerable.Range(0, 6) from e in Enumerable.Range(0, 5) from alpha in Enumerable.Range(0, 5) from beta in Enumerable.Range(0, 5)
                     select new[] { 5.0 * a, 5.0 * b, (e - 2) / 2.0, alpha / 2.0, beta / 2.0 };
        var all = Multistart.Run(Problem(), [.. starts.Where((_, i) => i % 45 == 7)], new Optimiser.ToTheEnd(), TestContext.Current.CancellationToken);

        Assert.Equal(100, Assert.Single(all.Basins).Count);
        Assert.Equal(0.001018274017801, all.Best.Value, 0.001018274017801 * 1e-10);
    }

    [Fact]
    public void The_maximum_of_the_huber_likelihood_is_that_of_forty_digits()
    {
        // By Newton's method in mpmath with 40 digits: five residuals lie inside the core, within 5e-9 of zero, and none vanishes.
        var problem = Problem() with { Loss = new Loss.HuberLikelihood(1e-3) };
        foreach (var start in new[] { Hoffmann, [6.2, 7.6, 0.6, 0.35, 0.37] })
        {
            var objective = new Objective(problem);
            var found = Assert.IsType<Solution.Converged>(new Optimiser.ToTheEnd().Minimise(problem, objective, start));

            Assert.Equal(2085.4342005799, objective.Parameters(found.Point)[1], 1e-7);
            Assert.Equal(482.00571741, objective.Parameters(found.Point)[0], 1e-7);
        }
    }

    [Fact]
    public void A_scaled_objective_has_the_same_optimum()
    {
        var own = Bfgs.Minimise(new(Problem()), Hoffmann);
        foreach (var scale in new[] { 1e-6, 1.0 / 240, 1e3, 1e6 })
        {
            var scaled = Bfgs.Minimise(new(Problem() with { Scale = scale }), Hoffmann);

            Assert.IsType<Solution.Converged>(scaled);
            Assert.Equal(own.Value, scaled.Value / scale, own.Value * 1e-12);
            Assert.All(own.Point.Zip(scaled.Point), p => Assert.Equal(p.First, p.Second, 1e-5 * Math.Abs(p.First)));
        }
    }

    [Fact]
    public void The_published_bootstrap_can_be_drawn_again()
    {
        // Every resample to convergence; the notebook's own, with a looser stopping rule, are 124.522, 1293.284, .025660, .015401, .020603.
        var problem = Problem();
        var solutions = Bootstrap.Fit(problem, 4000, Subsamples.Draw(new(42), 240, 240, 4000, true).ElementAt, Hoffmann, new Optimiser.ToTheEnd(), TestContext.Current.CancellationToken);
        var objective = new Objective(problem);
        var all = solutions.Select(s => objective.Parameters(s.Point)).ToList();
        double[] expected = [124.48, 1293.0, 0.02565, 0.01540, 0.02059];

        Assert.All(solutions, s => Assert.IsType<Solution.Converged>(s));
        Assert.All(expected, (e, i) => Assert.Equal(e, Math.Sqrt(all.Average(p => Math.Pow(p[i] - all.Average(q => q[i]), 2))), e * 1e-3));
    }

    internal static FitProblem Problem()
    {
        var data = File.ReadLines(Shared.File("data", "epoch-analyzing-chinchilla", "svg_extracted_data.csv")).Skip(1).Select(l => l.Split(',')).ToList();
        double[] Column(int i) => [.. data.Select(r => double.Parse(r[i], CultureInfo.InvariantCulture))];
        var (n, c, l) = (Column(3), Column(4), Column(6));

        // The five largest losses are left out.
        var keep = Enumerable.Range(0, l.Length).Where(i => l[i] < l.OrderDescending().ElementAt(4)).ToList();
        double[] size = [.. keep.Select(i => n[i])], tokens = [.. keep.Select(i => c[i] / (6 * n[i]))], observed = [.. keep.Select(i => Math.Log(l[i]))];
        Assert.Equal(240, keep.Count);
        return new(Fits.Model("E + A / N^alpha + B / D^beta", ["A", "B", "E", "alpha", "beta"], ("N", size), ("D", tokens)).Ln(),
            [new("A", true), new("B", true), new("E", true), new("alpha"), new("beta")], observed, new Loss.Huber(1e-3), []);
    }
}
