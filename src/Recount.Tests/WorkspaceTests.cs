using Recount.Text;
using Recount.Workspace;

namespace Recount.Tests;

/// <summary>Files from strangers: nothing outside the spec's folder is read, and nothing is half-written.</summary>
public class WorkspaceTests
{
    private const string WithTable = "tables: { t: { file: FILE, key: [k] } }\nclaims:\n  - { id: a, says: a, relation: \"sum(t.x) = 1\" }\n";

    [Fact]
    public void A_table_below_the_spec_is_read()
    {
        using var desk = new Cli.Desk();
        Directory.CreateDirectory(desk.At("specs", "tables"));
        File.WriteAllText(desk.At("specs", "tables", "t.csv"), "k,x\na,1\n");
        Assert.Empty(Mistakes(desk, "tables/t.csv"));
        Assert.Empty(Mistakes(desk, "tables/../tables/t.csv"));
    }

    [Theory]
    [InlineData("../outside.csv", "lies outside the folder of the spec")]
    [InlineData("tables/../../outside.csv", "lies outside the folder of the spec")]
    [InlineData("/etc/hosts", "is not a path below the spec")]
    [InlineData("none.csv", "is not there")]
    [InlineData("link.csv", "is a link that leads outside the folder of the spec")]
    [InlineData("folder/outside.csv", "is a link that leads outside the folder of the spec")]
    [InlineData("hop.csv", "is a link that leads outside the folder of the spec")]
    [InlineData("loop.csv", "cannot be followed: there are too many links on the way")]
    [InlineData("binary.csv", "cannot be read: it is not UTF-8 text")]
    public void Other_tables_are_not(string file, string why)
    {
        using var desk = new Cli.Desk();
        File.WriteAllText(desk.At("outside.csv"), "k,x\na,1\n");
        File.WriteAllBytes(desk.At("specs", "binary.csv"), [0x6b, 0xff, 0xfe]);
        File.CreateSymbolicLink(desk.At("specs", "link.csv"), desk.At("outside.csv"));
        Directory.CreateSymbolicLink(desk.At("specs", "folder"), desk.Root);
        File.CreateSymbolicLink(desk.At("specs", "hop.csv"), "folder/outside.csv");
        File.CreateSymbolicLink(desk.At("specs", "loop.csv"), "loop.csv");

        Assert.Contains(why, Assert.Single(Mistakes(desk, file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_written_whole_without_byte_order_mark()
    {
        using var desk = new Cli.Desk();
        var path = desk.At("new", "folder", "a.txt");
        Files.Write(path, "first\n");
        Files.Write(path, "zweitens ü\n");

        Assert.Equal("zweitens ü\n"u8.ToArray(), File.ReadAllBytes(path));
        Assert.Single(Directory.EnumerateFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void A_mistake_in_one_file_does_not_hide_those_of_another()
    {
        using var desk = new Cli.Desk();
        desk.Spec("a", "claims:\n  - { id: a, says: a, relation: x }\n");
        desk.Spec("b", "claims: [\n");
        desk.Spec("c", "claims:\n  - { id: a, says: a, relation: 1 = 1 }\n");
        var diagnostics = new Diagnostics();

        Assert.Equal("c", Assert.Single(SpecFiles.Read(SpecFiles.Find(desk.Specs), diagnostics)).Name);
        Assert.Equal(["RC017", "RC021", "RC001"], diagnostics.Sorted().Select(d => d.Code));
    }

    private static IReadOnlyList<Diagnostic> Mistakes(Cli.Desk desk, string file)
    {
        var diagnostics = new Diagnostics();
        SpecFiles.Read([desk.Spec("paper", WithTable.Replace("FILE", file, StringComparison.Ordinal))], diagnostics);
        return diagnostics.Sorted();
    }
}
