using System.CommandLine;
using Recount.Specs;
using Recount.Workspace;

namespace Recount.Cli.Verbs;

/// <summary><c>recount schema</c>: the JSON Schema of specs and catalogs, for editors.</summary>
internal static class SchemaVerb
{
    public static Command Command(Screen screen)
    {
        var output = new Option<string?>("--out") { Description = "Write it to this file instead of standard output.", HelpName = "FILE" };
        var catalog = new Option<bool>("--catalog") { Description = "The schema of catalogs instead of that of specs." };
        var command = new Command("schema", "Print the JSON Schema of the spec language, for editors.") { output, catalog };
        command.SetAction(parsed =>
        {
            var schema = parsed.GetValue(catalog) ? SpecSchema.RenderCatalog() : SpecSchema.Render();
            if (parsed.GetValue(output) is { } file)
            {
                Files.Write(file, schema);
            }
            else
            {
                screen.Out.Write(schema);
            }

            return ExitCodes.Fine;
        });
        return command;
    }
}
