namespace Recount.Fitting;

/// <summary>
/// Newton steps at the end of a search: where the objective is flat to its last bit, its gradient still is not. The Hessian is the central difference of
/// gradients; a step counts when it shrinks the decrease that the gradient promises.
/// </summary>
public static class Polish
{
    private const int MostSteps = 6;

    // A promised decrease of less than this share of the objective is far below its last bit.
    private const double Sharp = 1e-18;

    /// <summary>A solution that is converged is made sharper; a stalled one stays what it is.</summary>
    public static Solution Run(Objective objective, Solution found)
    {
        if (found is not Solution.Converged || found.Point.Length == 0)
        {
            return found;
        }

        var n = found.Point.Length;
        var (x, g, next, slope, step) = ((double[])found.Point.Clone(), new double[n], new double[n], new double[n], new double[n]);
        var f = objective.At(x, g);
        var taken = found.Steps;
        var share = found.Gradient;
        for (var i = 0; i < MostSteps; i++)
        {
            if (Cholesky(Hessian(objective, x)) is not { } root)
            {
                break;
            }

            var promised = Solve(root, g, step);
            share = f == 0 ? 0 : promised / Math.Abs(f);
            for (var k = 0; k < n; k++)
            {
                next[k] = x[k] - step[k];
            }

            var value = objective.At(next, slope);
            if (!double.IsFinite(value) || !(Solve(root, slope, step) < promised / 4))
            {
                break;
            }

            (x, next, g, slope, f) = (next, x, slope, g, value);
            share = f == 0 ? 0 : Solve(root, g, step) / Math.Abs(f);
            taken++;
            if (share < Sharp)
            {
                break;
            }
        }

        return new Solution.Converged(x, f, share, taken);
    }

    /// <summary>The Hessian of an objective at a point, by central differences of its gradient.</summary>
    public static double[,] Hessian(Objective objective, ReadOnlySpan<double> point)
    {
        var n = point.Length;
        var (x, up, down, hessian) = (point.ToArray(), new double[n], new double[n], new double[n, n]);
        for (var i = 0; i < n; i++)
        {
            var h = Math.Cbrt(Math.BitIncrement(1.0) - 1) * Math.Max(Math.Abs(x[i]), 1e-2);
            var centre = x[i];
            x[i] = centre + h;
            var width = x[i];
            objective.At(x, up);
            x[i] = centre - h;
            width -= x[i];
            objective.At(x, down);
            x[i] = centre;
            for (var j = 0; j < n; j++)
            {
                hessian[i, j] += (up[j] - down[j]) / width / 2;
                hessian[j, i] += (up[j] - down[j]) / width / 2;
            }
        }

        return hessian;
    }

    // The lower root L of H = L L'; null where H is not positive definite.
    internal static double[,]? Cholesky(double[,] hessian)
    {
        var n = hessian.GetLength(0);
        var root = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = hessian[i, j];
                for (var k = 0; k < j; k++)
                {
                    sum -= root[i, k] * root[j, k];
                }

                if (i == j && !(sum > 0))
                {
                    return null;
                }

                root[i, j] = i == j ? Math.Sqrt(sum) : sum / root[j, j];
            }
        }

        return root;
    }

    // s = H^-1 g; returns g's.
    private static double Solve(double[,] root, double[] g, double[] s)
    {
        var n = g.Length;
        for (var i = 0; i < n; i++)
        {
            s[i] = g[i];
            for (var k = 0; k < i; k++)
            {
                s[i] -= root[i, k] * s[k];
            }

            s[i] /= root[i, i];
        }

        var sum = 0.0;
        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++)
            {
                s[i] -= root[k, i] * s[k];
            }

            s[i] /= root[i, i];
            sum += s[i] * g[i];
        }

        return sum;
    }
}
