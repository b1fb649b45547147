using MathNet.Numerics.LinearAlgebra;
using Recount.Fitting.Objectives;

namespace Recount.Fitting.Minima;

/// <summary>
/// Minima of losses with a kink: corners at which as many residuals vanish as there are parameters. From corner to corner as Barrodale and Roberts (1973)
/// go for linear models, with new slopes at each; a corner is a minimum when no residual that vanishes would be let go.
/// </summary>
public static class Corner
{
    private const int MostSteps = 200;
    private const int MostSolves = 30;
    private const int MostMoves = 20;

    /// <summary>The minimum near a point, certified by its multipliers; the given solution where there is none that is lower.</summary>
    /// <param name="delta">Of a Huber likelihood, whose corners are rounded off; null for a loss that has true ones.</param>
    public static Solution Descend(Objective objective, Solution found, double? delta)
    {
        var n = objective.Free;
        if (n == 0 || !double.IsFinite(found.Value))
        {
            return found;
        }

        var (point, gradient) = (found.Point, new double[n]);
        var rows = objective.RowGradients(point);
        var residuals = objective.Residuals(point);
        if (Independent(residuals, rows, objective.Weights, n) is not { } active)
        {
            return found;
        }

        for (var step = 0; step < MostSteps; step++)
        {
            if (Solve(objective, point, active, new double[n]) is not { } corner)
            {
                return found;
            }

            var value = objective.At(corner, gradient);
            if (!double.IsFinite(value))
            {
                return found;
            }

            (residuals, rows) = (objective.Residuals(corner), objective.RowGradients(corner));
            var matrix = Matrix<double>.Build.Dense(n, n, (k, j) => rows[active[j]][k]);
            var pull = Vector<double>.Build.Dense(n);
            foreach (var i in Enumerable.Range(0, residuals.Length).Where(i => !active.Contains(i)))
            {
                pull += objective.Weights[i] * Math.Sign(residuals[i]) * Vector<double>.Build.Dense(rows[i]);
            }

            // The pull of the others is held by the residuals that vanish, none with more than its weight.
            var multipliers = matrix.Solve(-pull);
            var worst = Enumerable.Range(0, n).MaxBy(j => Math.Abs(multipliers[j]) / objective.Weights[active[j]]);
            if (!multipliers.All(double.IsFinite))
            {
                return found;
            }

            if (Math.Abs(multipliers[worst]) <= objective.Weights[active[worst]])
            {
                var end = delta is { } core ? Inside(objective, corner, active, core) : corner;
                value = end is null ? double.NaN : objective.At(end, gradient);
                return value <= found.Value + (1e-9 * Math.Abs(found.Value)) ? new Solution.Converged(end!, value, 0, found.Steps + step) : found;
            }

            // Let go of it: along the edge the others stay zero, and it moves to the side to which it is pulled.
            var edge = matrix.Transpose().Solve(Vector<double>.Build.Dense(n, j => j == worst ? Math.Sign(multipliers[worst]) : 0));
            if (Next(residuals, rows, objective.Weights, active, edge, objective.Weights[active[worst]] - Math.Abs(multipliers[worst])) is not { } enters)
            {
                return found;
            }

            active[worst] = enters;
            point = corner;
        }

        return found;
    }

    // In a rounded corner a residual that is held is not zero: it lies in the core, as far from the middle as the others pull. Null where it leaves the core.
    private static double[]? Inside(Objective objective, double[] corner, int[] active, double delta)
    {
        var (point, moved) = (corner, double.PositiveInfinity);
        for (var i = 0; i < MostMoves; i++)
        {
            var (residuals, rows) = (objective.Residuals(point), objective.RowGradients(point));
            var scale = Likelihood.BestScale(residuals, objective.Weights, delta, new double[residuals.Length]).Scale;
            var pull = Vector<double>.Build.Dense(active.Length);
            foreach (var other in Enumerable.Range(0, residuals.Length).Where(o => !active.Contains(o)))
            {
                pull += objective.Weights[other] * Math.Clamp(residuals[other] / scale / delta, -1, 1) * Vector<double>.Build.Dense(rows[other]);
            }

            var shares = Matrix<double>.Build.Dense(active.Length, active.Length, (k, j) => objective.Weights[active[j]] * rows[active[j]][k]).Solve(-pull);
            if (!shares.All(s => Math.Abs(s) <= 1) || Solve(objective, point, active, [.. shares.Select(s => s * scale * delta)]) is not { } next)
            {
                return null;
            }

            var (last, before) = (moved, point);
            (point, moved) = (next, next.Zip(before, (a, b) => Math.Abs(a - b)).Max());
            if (moved == 0 || moved >= last / 2)
            {
                break;
            }
        }

        return point;
    }

    // The smallest residuals whose slopes are independent.
    private static int[]? Independent(double[] residuals, double[][] rows, ReadOnlySpan<double> weights, int n)
    {
        var chosen = new List<int>();
        var basis = new List<Vector<double>>();
        var w = weights.ToArray();
        foreach (var i in Enumerable.Range(0, residuals.Length).Where(i => w[i] > 0).OrderBy(i => Math.Abs(residuals[i])))
        {
            var row = Vector<double>.Build.Dense(rows[i]);
            var rest = row;
            foreach (var b in basis)
            {
                rest -= rest.DotProduct(b) * b;
            }

            if (rest.L2Norm() > 1e-6 * row.L2Norm())
            {
                chosen.Add(i);
                basis.Add(rest.Normalize(2));
                if (chosen.Count == n)
                {
                    return [.. chosen];
                }
            }
        }

        return null;
    }

    // Newton's method for the point at which these residuals are as large as asked.
    private static double[]? Solve(Objective objective, double[] start, int[] active, double[] sizes)
    {
        var x = Vector<double>.Build.Dense([.. start]);
        var last = double.PositiveInfinity;
        for (var i = 0; i < MostSolves; i++)
        {
            var point = x.ToArray();
            var (residuals, rows) = (objective.Residuals(point), objective.RowGradients(point));
            var miss = active.Select((a, j) => Math.Abs(residuals[a] - sizes[j])).Max();
            if (!double.IsFinite(miss))
            {
                return null;
            }

            // The residuals' last bits.
            if (miss >= last / 2 && miss < 1e-13)
            {
                return point;
            }

            last = miss;
            x -= Matrix<double>.Build.Dense(active.Length, active.Length, (j, k) => rows[active[j]][k])
                .Solve(Vector<double>.Build.Dense(active.Length, j => residuals[active[j]] - sizes[j]));
            if (!x.All(double.IsFinite))
            {
                return null;
            }
        }

        return null;
    }

    // Along an edge the loss falls by 'slope' per step until enough residuals have changed their signs.
    private static int? Next(double[] residuals, double[][] rows, ReadOnlySpan<double> weights, int[] active, Vector<double> edge, double slope)
    {
        var w = weights.ToArray();
        var kinks = Enumerable.Range(0, residuals.Length).Where(i => w[i] > 0 && !active.Contains(i))
            .Select(i => (Row: i, Speed: edge.DotProduct(Vector<double>.Build.Dense(rows[i]))))
            .Where(k => k.Speed != 0 && -residuals[k.Row] / k.Speed > 0).OrderBy(k => -residuals[k.Row] / k.Speed);
        foreach (var (row, speed) in kinks)
        {
            slope += 2 * w[row] * Math.Abs(speed);
            if (slope >= 0)
            {
                return row;
            }
        }

        return null;
    }
}
