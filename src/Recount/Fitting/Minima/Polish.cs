using System.Runtime.InteropServices;
using Recount.Fitting.Objectives;

namespace Recount.Fitting.Minima;

/// <summary>
/// Newton steps at the end of a search: where the objective is flat to its last bit, its gradient still is not. The Hessian is the central difference of
/// gradients; a step counts when it shrinks the decrease that the gradient promises.
/// </summary>
public static class Polish
{
    /// <summary>Steps of more than this share of a parameter do not end at a minimum.</summary>
    internal const double Short = 1e-3;

    internal const string Endless = "the objective hardly falls any more, yet the steps stay long: a parameter may have no finite best value";

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
        var (taken, root) = (found.Steps, new Cholesky(n));
        var share = found.Gradient;
        var runs = false;
        for (var i = 0; i < MostSteps; i++)
        {
            var hessian = Hessian(objective, x);
            if (!root.Take(MemoryMarshal.CreateReadOnlySpan(ref hessian[0, 0], n * n), [], 0))
            {
                break;
            }

            var promised = root.Solve(g, step);
            share = f == 0 ? 0 : promised / Math.Abs(f);
            runs = !IsShort(step, x, Short);
            for (var k = 0; k < n; k++)
            {
                next[k] = x[k] - step[k];
            }

            var value = objective.At(next, slope);
            if (!double.IsFinite(value) || !(root.Promise(slope) < promised / 4))
            {
                break;
            }

            (x, next, g, slope, f) = (next, x, slope, g, value);
            share = f == 0 ? 0 : root.Solve(g, step) / Math.Abs(f);
            runs = !IsShort(step, x, Short);
            taken++;
            if (share < Sharp)
            {
                break;
            }
        }

        // Along a valley without an end the promises vanish, but the steps do not.
        return runs ? new Solution.Stalled(x, f, share, taken, Endless) : new Solution.Converged(x, f, share, taken);
    }

    /// <summary>Whether a step is shorter than this share of every parameter, or of 1 where that is more.</summary>
    internal static bool IsShort(ReadOnlySpan<double> step, ReadOnlySpan<double> point, double share)
    {
        for (var i = 0; i < step.Length; i++)
        {
            if (!(Math.Abs(step[i]) <= share * Math.Max(1, Math.Abs(point[i]))))
            {
                return false;
            }
        }

        return true;
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
}
