namespace Recount.Fitting.Replay;

/// <summary>
/// The line search that SciPy falls back to: Nocedal and Wright (2006), algorithms 3.5 and 3.6, with at most ten doublings and ten interpolations.
/// </summary>
/// <param name="value">Along the line.</param>
/// <param name="slope">Along the line.</param>
internal sealed class StrongWolfe(Func<double, double> value, Func<double, double> slope, double start, double descent, double enough, double flat, double most)
{
    private const int MostTries = 10;

    /// <summary>A step, its value, and whether its slope was the last one to be evaluated; null where none was found.</summary>
    public (double Step, double Value, bool IsSlopeKnown)? From(double first)
    {
        var (before, step) = (new End(0, start, descent), Math.Min(first, most));
        var at = value(step);
        for (var i = 0; i < MostTries; i++)
        {
            if (step == 0 || before.Step == most)
            {
                return null;
            }

            if (at > start + (enough * step * descent) || (at >= before.Value && i > 0))
            {
                return Zoom(before, new(step, at, double.NaN));
            }

            var along = slope(step);
            if (Math.Abs(along) <= -flat * descent)
            {
                return (step, at, true);
            }

            if (along >= 0)
            {
                return Zoom(new(step, at, along), before);
            }

            before = new(step, at, along);
            step = Math.Min(2 * step, most);
            at = value(step);
        }

        return (step, at, false);
    }

    // Between the lower end, whose slope is known, and the other.
    private (double, double, bool)? Zoom(End low, End high)
    {
        var recent = new End(0, start, double.NaN);
        for (var i = 0; i <= MostTries; i++)
        {
            var width = high.Step - low.Step;
            var (left, right) = (Math.Min(low.Step, high.Step), Math.Max(low.Step, high.Step));
            bool Outside(double step, double margin) => !double.IsFinite(step) || step > right - (margin * width) || step < left + (margin * width);
            var step = i > 0 ? Cubic(low, high, recent) : double.NaN;
            if (Outside(step, 0.2))
            {
                step = low.Step - (low.Slope / (2 * ((high.Value - low.Value - (low.Slope * width)) / (width * width))));
                step = Outside(step, 0.1) ? low.Step + (0.5 * width) : step;
            }

            var at = value(step);
            if (at > start + (enough * step * descent) || at >= low.Value)
            {
                (recent, high) = (high, new(step, at, double.NaN));
                continue;
            }

            var along = slope(step);
            if (Math.Abs(along) <= -flat * descent)
            {
                return (step, at, true);
            }

            (recent, high) = along * width >= 0 ? (high, low) : (low, high);
            low = new(step, at, along);
        }

        return null;
    }

    // The minimum of the cubic through three values and the slope at the first.
    private static double Cubic(End a, End b, End c)
    {
        var (db, dc) = (b.Step - a.Step, c.Step - a.Step);
        var (rb, rc) = (b.Value - a.Value - (a.Slope * db), c.Value - a.Value - (a.Slope * dc));
        var size = db * dc * (db * dc) * (db - dc);
        var (third, second) = (((dc * dc * rb) - (db * db * rc)) / size, ((-dc * dc * dc * rb) + (db * db * db * rc)) / size);
        return a.Step + ((-second + Math.Sqrt((second * second) - (3 * third * a.Slope))) / (3 * third));
    }

    private readonly record struct End(double Step, double Value, double Slope);
}
