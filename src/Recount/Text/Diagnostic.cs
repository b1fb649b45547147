using System.Globalization;

namespace Recount.Text;

/// <summary>A mistake in a spec or a table. Its wording lives in <see cref="Mistakes"/>.</summary>
/// <param name="code">A stable code such as <c>RC004</c>.</param>
/// <param name="message">One sentence that says what is wrong; one physical line.</param>
/// <param name="advice">What to do, or null. Worked out when it is shown: the nearest of many words takes time.</param>
public sealed class Diagnostic(string code, Place at, string message, Func<string?>? advice = null)
{
    public Diagnostic(string code, Place at, string message, string? advice)
        : this(code, at, message, () => advice)
    {
    }

    public string Code => code;

    public Place At => at;

    public string Message => message;

    public string? Advice => advice?.Invoke();

    /// <summary>The one line that editors, MSBuild and CI understand: <c>file(line,col): error CODE: text</c>.</summary>
    public string Headline => $"{Plain.Line(At.File)}({At.Line},{At.Column}): error {Code}: {Plain.Line(Message)}";

    /// <summary>Below the headline: the source line with carets under the place, and the advice.</summary>
    public IEnumerable<string> Frame()
    {
        var number = At.Line.ToString(CultureInfo.InvariantCulture);
        var gutter = new string(' ', number.Length + 1);
        if (At.Source.Length > 0)
        {
            // A long line is shown around the place, so that the carets stay on the screen.
            var column = Math.Min(At.Column - 1, At.Source.Length);
            var start = Math.Max(0, column - 60);
            var shown = At.Source[start..Math.Min(At.Source.Length, start + 110)];
            var before = Plain.Line(shown[..(column - start)]).Length;
            var carets = Math.Clamp(At.Length, 1, Math.Max(1, shown.Length - (column - start)));
            yield return $"{gutter} |";
            yield return $" {number} | {Plain.Line(shown)}";
            yield return $"{gutter} | {new string(' ', before)}{new string('^', carets)}";
        }

        if (Advice is { } what)
        {
            yield return $"{gutter} = {Plain.Line(what)}";
        }
    }
}
