using System.CommandLine;
using Recount.Reports;
using Recount.Workspace;

namespace Recount.Cli.Verbs;

/// <summary><c>recount init</c>: a commented spec that audits as it is.</summary>
internal static class InitVerb
{
    /// <summary>The spec that is written: an invented paper with three claims, explained line by line.</summary>
    internal const string Template =
        """
        # A spec declares what one paper claims, exactly as it is printed. Audit it: recount audit FILE
        recount: 1
        paper:
          title: "An Example"            # replace by the paper's title
          # arxiv: 2203.15556v1
          fictional: true                # delete this line: invented papers stay out of headlines

        # Printed numbers, as text: 0.50 is not 0.5. 'at' says where the paper prints them.
        values:
          alpha: { printed: "0.34", at: "Section 3, equation 10" }
          beta:  { printed: "0.28", at: "Section 3, equation 10" }
          # An interval is part of the number: a.low and a.high name its ends.
          a: { printed: "0.46 (0.454, 0.465)", level: "80 %", at: "Table 2" }
          b: { printed: "0.54", at: "Table 2" }

        claims:
          # A formula, held against the published number.
          - id: exponent-a
            says: "The exponent a is beta / (alpha + beta) = 0.46"
            at: "Table 2"
            published: "0.46"
            relation: beta / (alpha + beta)

          # A comparison is true or false by itself.
          - id: exponents-add-up
            says: "The exponents a and b sum to one"
            relation: a + b = 1

          - id: a-inside-its-interval
            says: "The estimate of a lies inside its own interval"
            relation: a.low <= a <= a.high

        """;

    public static Command Command(Screen screen)
    {
        var file = new Argument<string>("file") { Description = "The file to write; an existing one is left alone.", DefaultValueFactory = _ => "specs/my-paper.yaml" };
        var command = new Command("init", "Write a commented spec that audits as it is.") { file };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            if (File.Exists(path))
            {
                return screen.Refuse($"'{path}' is there already and was left alone.", "Name another file: recount init specs/another-paper.yaml");
            }

            Files.Write(path, Template.ReplaceLineEndings("\n"));
            screen.Show(new Page(screen.Width).Text($"Wrote {SpecFiles.Shown(path)}.").Labelled("  next      ", new Hints([SpecFiles.Shown(path)]).Audit("--all")));
            return ExitCodes.Fine;
        });
        return command;
    }
}
