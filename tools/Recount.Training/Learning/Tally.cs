using System.Globalization;

namespace Recount.Training.Learning;

/// <summary>Mean losses over some steps, in nats a token.</summary>
internal sealed class Tally
{
    private (double Sum, double Weight) _text;

    private (double Sum, double Weight) _answers;

    /// <summary>Of all tokens, as they count.</summary>
    public double Text => _text.Sum / _text.Weight;

    /// <summary>Of the tokens of answers alone.</summary>
    public double Answers => _answers.Sum / _answers.Weight;

    public void Add(double text, double weight, double answers, double count)
    {
        _text = (_text.Sum + text, _text.Weight + weight);
        _answers = (_answers.Sum + answers, _answers.Weight + count);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"loss {Text:0.000}, on answers {Answers:0.000}");
}
