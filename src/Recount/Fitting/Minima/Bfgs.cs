using Recount.Fitting.Objectives;

namespace Recount.Fitting.Minima;

/// <summary>
/// Dense BFGS for a few parameters (Nocedal and Wright 2006, chapter 6), with the line search of Lewis and Overton (2013), which needs no second derivative to
/// be continuous: Huber's has none. It ends where the decrease that its model promises is lost in the rounding of the objective, whatever the scale of
/// objective and parameters.
/// </summary>
public static class Bfgs
{
    /// <summary>A promised decrease of less than this share of the objective is none.</summary>
    public const double Tolerance = 1e-13;

    private const int MostSteps = 2_000;
    private const int MostTries = 50;

    // In so many steps the objective must fall by more than this share of it, or a parameter runs away along a valley without an end.
    private const int Patience = 100;
    private const double Progress = 1e-9;

    /// <summary>Searches from a start, and polishes what it found.</summary>
    public static Solution Minimise(Objective objective, ReadOnlySpan<double> start) => Polish.Run(objective, Search(objective, start));

    private static Solution Search(Objective objective, ReadOnlySpan<double> start)
    {
        var n = start.Length;
        var (x, g) = (start.ToArray(), new double[n]);
        var f = objective.At(x, g);
        if (!double.IsFinite(f))
        {
            return new Solution.Stalled(x, f, double.NaN, 0, "the model has no value at the start");
        }

        var inverse = new double[n, n];
        var (direction, next, slope, step) = (new double[n], new double[n], new double[n], new double[n]);
        var fresh = true;
        Reset(inverse, g);
        var earlier = double.PositiveInfinity;
        for (var taken = 0; taken < MostSteps; taken++)
        {
            if (taken % Patience == 0)
            {
                if (earlier - f <= Progress * Math.Abs(f))
                {
                    return new Solution.Stalled(x, f, Share(Direction(inverse, g, direction), f), taken,
                        $"{Patience} steps hardly lowered the objective: a parameter may have no finite best value");
                }

                earlier = f;
            }

            var promised = Direction(inverse, g, direction);
            if (!(promised > 0))
            {
                // Rounding spoilt the curvature: begin anew along the gradient.
                if (fresh)
                {
                    return End(x, f, 0, taken);
                }

                Reset(inverse, g);
                fresh = true;
                continue;
            }

            if (promised <= Tolerance * Math.Abs(f) && !fresh)
            {
                return End(x, f, promised, taken);
            }

            var (value, length) = Along(objective, x, f, direction, -promised, next, slope);
            if (length == 0)
            {
                if (fresh)
                {
                    return promised <= 1e3 * Tolerance * Math.Abs(f) ? End(x, f, promised, taken)
                        : new Solution.Stalled(x, f, Share(promised, f), taken, "no step along the gradient lowers the objective");
                }

                Reset(inverse, g);
                fresh = true;
                continue;
            }

            for (var i = 0; i < n; i++)
            {
                step[i] = next[i] - x[i];
                direction[i] = slope[i] - g[i];
            }

            Update(inverse, step, direction, fresh);
            fresh = false;
            (f, x, next, g, slope) = (value, next, x, slope, g);
        }

        return new Solution.Stalled(x, f, Share(Direction(inverse, g, direction), f), MostSteps, $"{MostSteps} steps were not enough");
    }

    private static Solution.Converged End(double[] x, double f, double promised, int taken) => new(x, f, Share(promised, f), taken);

    private static double Share(double promised, double f) => f == 0 ? 0 : promised / Math.Abs(f);

    // The first step is as long as one unit of each parameter at most.
    private static void Reset(double[,] inverse, double[] g)
    {
        Array.Clear(inverse);
        var norm = Math.Sqrt(g.Sum(v => v * v));
        for (var i = 0; i < g.Length; i++)
        {
            inverse[i, i] = norm > 0 ? 1 / norm : 1;
        }
    }

    // d = -H g; returns g'Hg, twice the decrease that the model promises.
    private static double Direction(double[,] inverse, double[] g, double[] direction)
    {
        var promised = 0.0;
        for (var i = 0; i < g.Length; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < g.Length; j++)
            {
                sum += inverse[i, j] * g[j];
            }

            direction[i] = -sum;
            promised += sum * g[i];
        }

        return promised;
    }

    // Weak Wolfe conditions by doubling and bisection; length 0 where nothing lower was found.
    private static (double Value, double Length) Along(
        Objective objective, double[] x, double f, double[] direction, double descent, double[] next, double[] slope)
    {
        const double enough = 1e-4, flat = 0.9;
        var (low, high, length) = (0.0, double.PositiveInfinity, 1.0);
        var (best, bestLength) = (f, 0.0);
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            for (var i = 0; i < x.Length; i++)
            {
                next[i] = x[i] + (length * direction[i]);
            }

            var value = objective.At(next, slope);
            if (!(value <= f + (enough * length * descent)))
            {
                high = length;
            }
            else
            {
                var along = 0.0;
                for (var i = 0; i < x.Length; i++)
                {
                    along += slope[i] * direction[i];
                }

                if (along >= flat * descent)
                {
                    return (value, length);
                }

                (low, best, bestLength) = (length, value, length);
            }

            if (high - low <= 1e-15 * high)
            {
                break;
            }

            length = double.IsPositiveInfinity(high) ? 2 * low : (low + high) / 2;
        }

        if (bestLength == 0 || best >= f)
        {
            return (f, 0);
        }

        // Lower, though not flat enough: taken all the same.
        for (var i = 0; i < x.Length; i++)
        {
            next[i] = x[i] + (bestLength * direction[i]);
        }

        return (objective.At(next, slope), bestLength);
    }

    // H := (I - r s y') H (I - r y s') + r s s', r = 1 / y's; before the first one H is scaled to the curvature that was met.
    private static void Update(double[,] inverse, double[] s, double[] y, bool first)
    {
        var n = s.Length;
        var (sy, yy) = (0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            sy += s[i] * y[i];
            yy += y[i] * y[i];
        }

        if (!(sy > 0))
        {
            return;
        }

        if (first)
        {
            Array.Clear(inverse);
            for (var i = 0; i < n; i++)
            {
                inverse[i, i] = sy / yy;
            }
        }

        var hy = new double[n];
        var yhy = 0.0;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                hy[i] += inverse[i, j] * y[j];
            }

            yhy += y[i] * hy[i];
        }

        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                inverse[i, j] += (((1 + (yhy / sy)) * s[i] * s[j]) - (hy[i] * s[j]) - (s[i] * hy[j])) / sy;
            }
        }
    }
}
