using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Recount.Workspace.Inputs;

namespace Recount.Tests.Inputs;

/// <summary>What a client asked for.</summary>
internal sealed record Asked(string Path, IReadOnlyDictionary<string, string> Headers)
{
    public string? Range => Headers.GetValueOrDefault("Range");

    public string? IfRange => Headers.GetValueOrDefault("If-Range");

    /// <summary>Where an open range begins; 0 without one.</summary>
    public int From => Range is null ? 0 : int.Parse(Range["bytes=".Length..^1], CultureInfo.InvariantCulture);
}

/// <summary>What is sent: any head, any body, and then the connection closes, or stays open without a word.</summary>
/// <param name="Head">The status line and headers, as they are; empty: not even those.</param>
internal sealed record Reply(string Head, byte[] Body, bool Stalls = false)
{
    public static Reply Of(string status, byte[] body, params string[] headers) =>
        new(string.Join("\r\n", [$"HTTP/1.1 {status}", .. headers, $"Content-Length: {body.Length}", "Connection: close"]), body);

    /// <summary>As a good server sends a file: the rest of it where the version is still the client's.</summary>
    public static Reply File(Asked asked, byte[] file, string? tag)
    {
        string[] headers = tag is null ? [] : [$"ETag: {tag}"];
        return asked.From == 0 || (asked.IfRange is { } version && version != tag) ? Of("200 OK", file, headers)
            : asked.From >= file.Length ? Of("416 Range Not Satisfiable", [], [$"Content-Range: bytes */{file.Length}"])
            : Of("206 Partial Content", file[asked.From..], [.. headers, $"Content-Range: bytes {asked.From}-{file.Length - 1}/{file.Length}"]);
    }

    public static Reply To(string location) => Of("302 Found", [], $"Location: {location}");

    /// <summary>The same, of whose body only the first bytes are sent.</summary>
    public Reply BreaksAfter(int bytes) => this with { Body = Body[..bytes] };

    /// <summary>The same in chunks, so that nobody knows its length before its end.</summary>
    public Reply Chunked() => this with
    {
        Head = string.Join("\r\n", Head.Split("\r\n").Where(l => !l.StartsWith("Content-Length", StringComparison.Ordinal)).Append("Transfer-Encoding: chunked")),
        Body = [.. Encoding.ASCII.GetBytes($"{Body.Length:x}\r\n"), .. Body, .. "\r\n0\r\n\r\n"u8],
    };
}

/// <summary>A web server on this machine's loopback that does as badly as it is told; it keeps what it was asked.</summary>
internal sealed class Server : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<Asked> _asked = [];

    public Server(Func<Asked, Reply> reply)
    {
        Reply = reply;
        _listener.Start();
        _ = Task.Run(Listen);
    }

    public Func<Asked, Reply> Reply { get; set; }

    public IPEndPoint End => (IPEndPoint)_listener.LocalEndpoint;

    public Uri Url => new($"http://{End}/file");

    /// <summary>What lets a test in, and nothing else.</summary>
    public AddressPolicy Policy => AddressPolicy.PublicOnly with { Except = End };

    public IReadOnlyList<Asked> Requests
    {
        get
        {
            lock (_asked)
            {
                return [.. _asked];
            }
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
    }

    private async Task Listen()
    {
        while (!_end.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_end.Token);
            _ = Task.Run(() => Serve(client));
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII, false, 1024, true);
            var first = (await reader.ReadLineAsync(_end.Token) ?? "").Split(' ');
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 } line)
            {
                headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
            }

            if (first.Length < 2)
            {
                return;
            }

            var asked = new Asked(first[1], headers);
            lock (_asked)
            {
                _asked.Add(asked);
            }

            var reply = Reply(asked);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(reply.Head.Length > 0 ? reply.Head + "\r\n\r\n" : ""), _end.Token);
            await stream.WriteAsync(reply.Body, _end.Token);
            if (reply.Stalls)
            {
                await Task.Delay(Timeout.Infinite, _end.Token);
            }
        }
    }
}
