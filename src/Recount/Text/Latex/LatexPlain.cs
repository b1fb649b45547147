using System.Text;
using System.Text.RegularExpressions;

namespace Recount.Text.Latex;

/// <summary>The text of a LaTeX cell as it is printed: markup gone, signs in their own characters, footnote marks dropped.</summary>
internal static partial class LatexPlain
{
    private static readonly HashSet<string> Dropped =
    [
        "cite", "citep", "citet", "citealp", "citeyear", "ref", "label", "footnote", "footnotemark", "footnotetext", "tablefootnote", "tnote", "cellcolor", "rowcolor", "columncolor",
        "color", "hspace", "vspace", "phantom", "hphantom", "vphantom", "fontsize", "setlength", "dagger", "ddagger", "dag", "ddag", "star", "ast", "S", "P", "begin", "end", "left", "right",
    ];

    private static readonly Dictionary<string, string> Signs = new()
    {
        ["pm"] = " ± ", ["times"] = " × ", ["cdot"] = " × ", ["approx"] = "≈ ", ["sim"] = "~", ["leq"] = "≤ ", ["le"] = "≤ ", ["geq"] = "≥ ", ["ge"] = "≥ ",
        ["quad"] = " ", ["qquad"] = " ", ["space"] = " ", ["newline"] = " ", ["textendash"] = "–", ["textemdash"] = "—", ["textasciitilde"] = "~", ["textpm"] = " ± ",
        ["%"] = "%", ["&"] = "&", ["#"] = "#", ["_"] = "_", ["$"] = "$", ["{"] = "{", ["}"] = "}", ["\\"] = " ", [","] = "", [";"] = " ", [":"] = " ", ["!"] = "", [" "] = " ", ["/"] = "",
    };

    public static string Of(string latex)
    {
        var text = new StringBuilder();
        for (var at = 0; at < latex.Length;)
        {
            at = Step(latex, at, text);
        }

        return Blanks().Replace(text.ToString(), " ").Trim();
    }

    private static int Step(string latex, int at, StringBuilder text)
    {
        switch (latex[at])
        {
            case '\\':
                return Command(latex, at, text);
            case '{' or '}' or '$':
                return at + 1;
            case '~':
                text.Append(' ');
                return at + 1;
            case '-' when at + 1 < latex.Length && latex[at + 1] == '-':
                var dashes = 1;
                while (at + dashes < latex.Length && latex[at + dashes] == '-')
                {
                    dashes++;
                }

                text.Append('–');
                return at + dashes;
            case '^' or '_' when at + 1 < latex.Length:
                return Script(latex, at, text);
            default:
                text.Append(latex[at]);
                return at + 1;
        }
    }

    private static int Command(string latex, int at, StringBuilder text)
    {
        var name = Latex.Command(latex, at);
        var behind = at + 1 + name.Length;
        if (Signs.TryGetValue(name, out var sign))
        {
            text.Append(sign);
            return behind;
        }

        var (arguments, end) = Latex.Arguments(latex, behind);
        if (arguments.Count > 0)
        {
            text.Append(Dropped.Contains(name) ? "" : Of(arguments[^1]));
            return end;
        }

        return name.Length == 0 ? at + 1 : behind;
    }

    // A power of ten is kept, a spread below a number becomes its uncertainty; any other script is a mark.
    private static int Script(string latex, int at, StringBuilder text)
    {
        var braced = latex[at + 1] == '{';
        var end = braced ? Latex.Close(latex, at + 1) + 1 : latex[at + 1] == '\\' ? at + 2 + Latex.Command(latex, at + 1).Length : at + 2;
        var inner = Of(latex[(at + 1)..Math.Min(end, latex.Length)]);
        if (latex[at] == '^' && text.ToString().TrimEnd().EndsWith("10", StringComparison.Ordinal) && Number().IsMatch(inner))
        {
            text.Append('^').Append(inner);
        }
        else if (latex[at] == '_' && text.Length > 0 && char.IsDigit(text[^1]) && Number().IsMatch(inner.TrimStart('±', ' ')))
        {
            text.Append(" ± ").Append(inner.TrimStart('±', ' '));
        }
        else if (latex[at] == '_' && text.Length > 0 && char.IsLetter(text[^1]))
        {
            text.Append('_').Append(inner);
        }

        return Math.Min(end, latex.Length);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^[-−–+]?[0-9.]+$")]
    private static partial Regex Number();
}
