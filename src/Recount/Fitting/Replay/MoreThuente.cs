namespace Recount.Fitting.Replay;

/// <summary>
/// The line search of Moré and Thuente (1994), MINPACK-2's <c>dcsrch</c>: an interval that holds a step with enough decrease and a flat enough slope shrinks by
/// safeguarded cubic and quadratic interpolation. The caller evaluates: <see cref="Next"/> says what to do with it.
/// </summary>
internal sealed class MoreThuente
{
    private const double FarthestLow = 1.1, FarthestHigh = 4, Shrink = 0.66;

    private readonly double _enough;
    private readonly double _flat;
    private readonly double _narrow;
    private readonly double _least;
    private readonly double _most;
    private readonly double _value;
    private readonly double _slope;

    // The best step so far and the other end, each with value and slope.
    private Trial _best;
    private Trial _other;
    private bool _isBracketed;
    private bool _isSecondStage;
    private double _low;
    private double _high;
    private double _width;
    private double _earlierWidth;

    /// <param name="value">At step 0.</param>
    /// <param name="slope">At step 0; negative.</param>
    /// <param name="step">The first one.</param>
    /// <param name="enough">Share of the first slope that the decrease must reach (<c>ftol</c>).</param>
    /// <param name="flat">Share of the first slope that the last one may keep (<c>gtol</c>).</param>
    /// <param name="narrow">Relative width of an interval that ends the search (<c>xtol</c>).</param>
    public MoreThuente(double value, double slope, double step, double enough, double flat, double narrow, double least, double most)
    {
        (_value, _slope, Step, _enough, _flat, _narrow, _least, _most) = (value, slope, step, enough, flat, narrow, least, most);
        (_best, _other) = (new(0, value, slope), new(0, value, slope));
        (_low, _high) = (0, step + (FarthestHigh * step));
        _width = most - least;
        _earlierWidth = 2 * _width;
        State = slope >= 0 || step < least || step > most ? Progress.Impossible : Progress.Evaluate;
    }

    public enum Progress
    {
        /// <summary>Value and slope are wanted at <see cref="Step"/>.</summary>
        Evaluate,
        Found,

        /// <summary>No better step can be told apart, or the step is at a limit.</summary>
        Warned,
        Impossible,
    }

    public double Step { get; private set; }

    public Progress State { get; private set; }

    /// <summary>Takes value and slope at <see cref="Step"/>.</summary>
    public void Next(double value, double slope)
    {
        var gate = _enough * _slope;
        var enough = _value + (Step * gate);
        _isSecondStage |= value <= enough && slope >= 0;
        if (value <= enough && Math.Abs(slope) <= _flat * -_slope)
        {
            State = Progress.Found;
            return;
        }

        if ((_isBracketed && (Step <= _low || Step >= _high || _high - _low <= _narrow * _high))
            || (Step == _most && value <= enough && slope <= gate)
            || (Step == _least && (value > enough || slope >= gate)))
        {
            State = Progress.Warned;
            return;
        }

        var trial = new Trial(Step, value, slope);
        if (!_isSecondStage && value <= _best.Value && value > enough)
        {
            // Lower, but not by enough: interpolate what lies above the line of enough decrease.
            (_best, _other) = (_best.Less(gate), _other.Less(gate));
            Interpolate(trial.Less(gate));
            (_best, _other) = (_best.Less(-gate), _other.Less(-gate));
        }
        else
        {
            Interpolate(trial);
        }

        if (_isBracketed)
        {
            var width = Math.Abs(_other.Step - _best.Step);
            if (width >= Shrink * _earlierWidth)
            {
                Step = _best.Step + (0.5 * (_other.Step - _best.Step));
            }

            (_earlierWidth, _width) = (_width, width);
            (_low, _high) = (Math.Min(_best.Step, _other.Step), Math.Max(_best.Step, _other.Step));
        }
        else
        {
            (_low, _high) = (Step + (FarthestLow * (Step - _best.Step)), Step + (FarthestHigh * (Step - _best.Step)));
        }

        Step = Math.Min(Math.Max(Step, _least), _most);
        if (_isBracketed && (Step <= _low || Step >= _high || _high - _low <= _narrow * _high))
        {
            Step = _best.Step;
        }
    }

    // Their dcstep: a safeguarded step, and a new interval that holds a minimum.
    private void Interpolate(Trial trial)
    {
        var turned = trial.Slope * (_best.Slope / Math.Abs(_best.Slope)) < 0;
        double step;
        if (trial.Value > _best.Value)
        {
            // Higher: the cubic step if it is nearer to the best, else halfway to the quadratic one.
            var width = trial.Step - _best.Step;
            var (cubic, quadratic) = (Cubic(_best, trial), _best.Step + (_best.Slope / (((_best.Value - trial.Value) / width) + _best.Slope) / 2 * width));
            step = Math.Abs(cubic - _best.Step) < Math.Abs(quadratic - _best.Step) ? cubic : cubic + ((quadratic - cubic) / 2);
            _isBracketed = true;
        }
        else if (turned)
        {
            var (cubic, secant) = (Cubic(trial, _best), Secant(trial));
            step = Math.Abs(cubic - trial.Step) > Math.Abs(secant - trial.Step) ? cubic : secant;
            _isBracketed = true;
        }
        else if (Math.Abs(trial.Slope) < Math.Abs(_best.Slope))
        {
            step = Flatter(trial);
        }
        else
        {
            step = _isBracketed ? Cubic(trial, _other) : trial.Step > _best.Step ? _high : _low;
        }

        if (trial.Value > _best.Value)
        {
            _other = trial;
        }
        else
        {
            (_other, _best) = (turned ? _best : _other, trial);
        }

        Step = step;
    }

    // The cubic may run to infinity, or have its minimum on the other side.
    private double Flatter(Trial trial)
    {
        var (theta, size) = Shape(_best, trial);
        var gamma = size * Math.Sqrt(Math.Max(0, Square(theta / size) - (_best.Slope / size * (trial.Slope / size))));
        gamma = trial.Step > _best.Step ? -gamma : gamma;
        var ratio = (gamma - trial.Slope + theta) / (gamma + (_best.Slope - trial.Slope) + gamma);
        var cubic = ratio < 0 && gamma != 0 ? trial.Step + (ratio * (_best.Step - trial.Step)) : trial.Step > _best.Step ? _high : _low;
        var secant = Secant(trial);
        if (!_isBracketed)
        {
            return Math.Max(_low, Math.Min(_high, Math.Abs(cubic - trial.Step) > Math.Abs(secant - trial.Step) ? cubic : secant));
        }

        var step = Math.Abs(cubic - trial.Step) < Math.Abs(secant - trial.Step) ? cubic : secant;
        var limit = trial.Step + (Shrink * (_other.Step - trial.Step));
        return trial.Step > _best.Step ? Math.Min(limit, step) : Math.Max(limit, step);
    }

    private double Secant(Trial trial) => trial.Step + (trial.Slope / (trial.Slope - _best.Slope) * (_best.Step - trial.Step));

    // The minimum of the cubic through two trials, reckoned from the first.
    private static double Cubic(Trial from, Trial to)
    {
        var (theta, size) = Shape(from, to);
        var gamma = size * Math.Sqrt(Square(theta / size) - (from.Slope / size * (to.Slope / size)));
        gamma = to.Step < from.Step ? -gamma : gamma;
        return from.Step + ((gamma - from.Slope + theta) / (gamma - from.Slope + gamma + to.Slope) * (to.Step - from.Step));
    }

    private static (double Theta, double Size) Shape(Trial a, Trial b)
    {
        var theta = (3 * (a.Value - b.Value) / (b.Step - a.Step)) + a.Slope + b.Slope;
        return (theta, Math.Max(Math.Abs(theta), Math.Max(Math.Abs(a.Slope), Math.Abs(b.Slope))));
    }

    private static double Square(double x) => x * x;

    private readonly record struct Trial(double Step, double Value, double Slope)
    {
        public Trial Less(double gate) => new(Step, Value - (Step * gate), Slope - gate);
    }
}
