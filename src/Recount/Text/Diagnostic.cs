namespace Recount.Text;

/// <summary>A mistake in a spec or a table. Its wording lives in <see cref="Mistakes"/>.</summary>
/// <param name="Code">A stable code such as <c>RC004</c>.</param>
/// <param name="Message">One sentence that says what is wrong; one physical line.</param>
/// <param name="Advice">What to do, or null.</param>
public sealed record Diagnostic(string Code, Place At, string Message, string? Advice = null)
{
    /// <summary>The one line that editors, MSBuild and CI understand: <c>file(line,col): error CODE: text</c>.</summary>
    public string Headline => $"{Plain.Line(At.File)}({At.Line},{At.Column}): error {Code}: {Plain.Line(Message)}";

    /// <summary>The headline, the source line with carets under the place, and the advice.</summary>
    public IEnumerable<string> Frame()
    {
        yield return Headline;
        var number = At.Line.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var gutter = new string(' ', number.Length + 1);
        if (At.Source.Length > 0)
        {
            // A long line is shown around the place, so that the carets stay on the screen.
            var start = Math.Max(0, Math.Min(At.Column - 1, At.Source.Length) - 60);
            var shown = At.Source[start..Math.Min(At.Source.Length, start + 110)];
            var carets = Math.Clamp(At.Length, 1, Math.Max(1, shown.Length - (At.Column - 1 - start)));
            yield return $"{gutter} |";
            yield return $" {number} | {Plain.Line(shown)}";
            yield return $"{gutter} | {new string(' ', Math.Max(0, At.Column - 1 - start))}{new string('^', carets)}";
        }

        if (Advice is not null)
        {
            yield return $"{gutter} = {Plain.Line(Advice)}";
        }
    }
}
