using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using Recount.Fitting.Objectives;

namespace Recount.Fitting.Minima;

/// <summary>
/// Levenberg (1944) and Marquardt (1963) for fits of squares: parameters scaled by their largest slopes so far (Moré 1978), damping by Nielsen (1999), each step by
/// orthogonal factors of the slopes. It never forms their product, which would halve the digits, so it is the search for ill-conditioned fits.
/// </summary>
public static class LevenbergMarquardt
{
    private const int MostSteps = 10_000;
    private const int MostTries = 60;

    // The first steps are short: a long one from a poor start may land where the model is flat. Ten good steps later nothing is left of it.
    private const double ShortSteps = 100;

    // In so many steps the objective must fall by more than this share of it, or a parameter runs away along a valley without an end.
    private const int Patience = 200;
    private const double Progress = 1e-9;

    private const string Undetermined = "the rows do not tell the parameters apart";
    private const string Endless = "a parameter may have no finite best value";

    /// <summary>Searches from a start.</summary>
    /// <param name="start">A point of <see cref="Objective.Point"/>.</param>
    /// <exception cref="ArgumentException">The loss is not squares, or a weight is negative.</exception>
    public static Solution Minimise(FitProblem problem, ReadOnlySpan<double> start)
    {
        var rows = new Residuals(problem);
        var (x, residuals) = (start.ToArray(), new double[rows.Rows]);
        var f = rows.At(x, residuals);
        if (!double.IsFinite(f))
        {
            return new Solution.Stalled(x, f, double.NaN, 0, "the model has no value at the start");
        }

        if (x.Length == 0 || rows.Rows < x.Length)
        {
            return x.Length == 0 ? new Solution.Converged(x, f, 0, 0) : new Solution.Stalled(x, f, double.NaN, 0, "there are fewer rows than parameters");
        }

        var scale = new double[x.Length];
        var (damping, growth, earlier) = (ShortSteps, 2.0, double.PositiveInfinity);
        var (next, tried) = (new double[x.Length], new double[rows.Rows]);
        for (var taken = 0; taken < MostSteps; taken++)
        {
            var tangent = Tangent.At(rows, x, residuals, scale);
            if (tangent is null)
            {
                return new Solution.Stalled(x, f, double.NaN, taken, "the model has no slope here");
            }

            if (taken % Patience == 0)
            {
                if (earlier - f <= Progress * f && tangent.Promised > Bfgs.Tolerance * f)
                {
                    return new Solution.Stalled(x, f, Share(tangent, f), taken, $"{Patience} steps hardly lowered the objective: {Endless}");
                }

                earlier = f;
            }

            if (tangent.Promised <= Math.Max(Bfgs.Tolerance * f, rows.Noise) || tangent.IsLost(x))
            {
                return Sharpen(rows, x, residuals, f, tangent, scale, taken);
            }

            var moved = false;
            for (var attempt = 0; attempt < MostTries && !moved; attempt++)
            {
                var (step, predicted) = tangent.Step(damping);
                for (var i = 0; i < x.Length; i++)
                {
                    next[i] = x[i] + step[i];
                }

                var value = rows.At(next, tried);
                var gain = (f - value) / predicted;
                if (gain > 0)
                {
                    (damping, growth, moved) = (damping * Math.Max(1.0 / 3, 1 - Math.Pow((2 * gain) - 1, 3)), 2, true);
                    (x, next, residuals, tried, f) = (next, x, tried, residuals, value);
                }
                else
                {
                    (damping, growth) = (damping * growth, growth * 2);
                }
            }

            if (!moved)
            {
                _ = rows.At(x, residuals);
                return tangent.Promised <= 1e3 * Bfgs.Tolerance * f ? Sharpen(rows, x, residuals, f, tangent, scale, taken)
                    : new Solution.Stalled(x, f, Share(tangent, f), taken, tangent.IsDeficient ? Undetermined : "no step lowers the objective");
            }
        }

        _ = rows.At(x, residuals);
        var last = Tangent.At(rows, x, residuals, scale);
        return new Solution.Stalled(x, f, last is null ? double.NaN : Share(last, f), MostSteps, $"{MostSteps} steps were not enough");
    }

    private static double Share(Tangent tangent, double f) => f == 0 ? 0 : tangent.Promised / f;

    // Whole steps while each at least halves what the next one promises: where the sum is flat to its last bit, its slopes still are not.
    private static Solution Sharpen(Residuals rows, double[] x, double[] residuals, double f, Tangent tangent, double[] scale, int taken)
    {
        if (tangent.IsDeficient)
        {
            return new Solution.Stalled(x, f, Share(tangent, f), taken, Undetermined);
        }

        const int most = 60, patience = 3;
        var (length, idle) = (double.PositiveInfinity, 0);
        for (var i = 0; i < most && tangent.Promised > 0; i++)
        {
            var step = tangent.Step(0).Step;
            double[] next = [.. x.Zip(step, (p, s) => p + s)], tried = new double[rows.Rows];
            var value = rows.At(next, tried);
            if (!double.IsFinite(value) || Tangent.At(rows, next, tried, scale) is not { IsDeficient: false } further || !(further.Promised < tangent.Promised / 2))
            {
                break;
            }

            // Near a minimum the steps shrink with what they promise; along a valley without an end they do not.
            var earlier = length;
            length = step.Zip(scale, (s, d) => s * d * s * d).Sum();
            idle = length > earlier / 2 ? idle + 1 : 0;
            (x, residuals, f, tangent, taken) = (next, tried, value, further, taken + 1);
            if (idle == patience)
            {
                return new Solution.Stalled(x, f, Share(tangent, f), taken, Endless);
            }
        }

        return new Solution.Converged(x, f, Share(tangent, f), taken);
    }

    /// <summary>The model straightened at a point: orthogonal factors of its slopes, with parameters scaled to slopes of one.</summary>
    private sealed class Tangent
    {
        private readonly Matrix<double> _upper;
        private readonly Vector<double> _seen;
        private readonly double[] _scale;

        private Tangent(QR<double> factors, double[] residuals, double[] scale)
        {
            (_upper, _scale) = (factors.R, (double[])scale.Clone());
            _seen = factors.Q.TransposeThisAndMultiply(Vector<double>.Build.Dense(residuals));
            Promised = 2 * _seen.DotProduct(_seen);
            IsDeficient = _upper.EnumerateColumns().Select((column, i) => Math.Abs(column[i]) <= column.L2Norm() * column.Count * (Math.BitIncrement(1.0) - 1)).Any(lost => lost);
        }

        /// <summary>g'H^-1 g with H = 2 J'J: twice the decrease that the straightened model promises.</summary>
        public double Promised { get; }

        /// <summary>Whether a slope is, to rounding, a sum of the others: the rows do not tell these parameters apart.</summary>
        public bool IsDeficient { get; }

        /// <summary>Null where a slope is not finite. The scale grows with the slopes and never shrinks.</summary>
        public static Tangent? At(Residuals rows, double[] x, double[] residuals, double[] scale)
        {
            var slopes = rows.Slopes(x);
            for (var i = 0; i < x.Length; i++)
            {
                var norm = slopes.Column(i).L2Norm();
                if (!double.IsFinite(norm))
                {
                    return null;
                }

                scale[i] = Math.Max(scale[i], norm);
                slopes.SetColumn(i, slopes.Column(i) / (scale[i] > 0 ? scale[i] : 1));
            }

            return new(slopes.QR(QRMethod.Thin), residuals, scale);
        }

        /// <summary>The step that damping leaves, and the decrease that it should bring.</summary>
        public (double[] Step, double Predicted) Step(double damping)
        {
            var n = _scale.Length;
            var damped = Matrix<double>.Build.Dense(2 * n, n);
            damped.SetSubMatrix(0, 0, _upper);
            for (var i = 0; i < n; i++)
            {
                damped[n + i, i] = Math.Sqrt(damping);
            }

            var wanted = Vector<double>.Build.Dense(2 * n);
            wanted.SetSubVector(0, n, _seen);
            var scaled = damped.QR(QRMethod.Thin).Solve(wanted);
            var along = _upper * scaled;
            return ([.. scaled.Select((s, i) => s / (_scale[i] > 0 ? _scale[i] : 1))], along.DotProduct(along) + (2 * damping * scaled.DotProduct(scaled)));
        }

        /// <summary>Whether even the whole step is lost in the rounding of the parameters.</summary>
        public bool IsLost(double[] x) => !IsDeficient && Step(0).Step.Zip(x, (s, p) => Math.Abs(s) <= 2e-16 * Math.Abs(p)).All(lost => lost);
    }
}
