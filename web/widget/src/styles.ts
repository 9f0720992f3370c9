/** One sheet inside the shadow root; the host page's styles stay outside and ours inside. */
export const styles = `
:host{all:initial;--colour:#2556c4;--on-colour:#fff;--page:#fff;--text:#1b2230;--quiet:#566073;--line:#d5dae3;--bubble:#eef1f6;--agent:#def3e6;--danger:#a8232d;color-scheme:light dark}
@media (prefers-color-scheme:dark){:host{--page:#1a1f28;--text:#e7eaf0;--quiet:#a3adbd;--line:#3a4352;--bubble:#2a3140;--agent:#1c3d2b;--danger:#ff9d9d}}
*{box-sizing:border-box;font:inherit;color:inherit}
.root{position:fixed;bottom:1rem;right:1rem;z-index:2147483000;font:16px/1.45 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;color:var(--text)}
.root.left{right:auto;left:1rem}
button{cursor:pointer;border:1px solid var(--line);border-radius:8px;background:var(--page);padding:.5rem .75rem;min-height:2.75rem}
button:focus-visible,textarea:focus-visible,input:focus-visible,a:focus-visible,.log:focus-visible{outline:3px solid var(--colour);outline-offset:2px}
button[disabled]{opacity:.6;cursor:default}
.main{background:var(--colour);color:var(--on-colour);border-color:transparent}
.launch{width:3.5rem;height:3.5rem;border-radius:50%;padding:0;display:grid;place-items:center;box-shadow:0 4px 16px #0004;position:relative}
.launch svg{width:1.6rem;height:1.6rem}
.badge{position:absolute;top:-.25rem;right:-.25rem;background:#a8232d;color:#fff;border-radius:1rem;min-width:1.4rem;padding:0 .3rem;font-size:.8rem;line-height:1.4rem;text-align:center}
.panel{display:flex;flex-direction:column;width:23rem;max-width:calc(100vw - 2rem);height:36rem;max-height:calc(100vh - 2rem);background:var(--page);border:1px solid var(--line);border-radius:14px;box-shadow:0 8px 32px #0004;overflow:hidden}
header{display:flex;align-items:center;gap:.5rem;padding:.5rem .5rem .5rem 1rem;background:var(--colour);color:var(--on-colour)}
header h2{flex:1;margin:0;font-size:1.05rem;font-weight:600}
header button{background:transparent;border-color:transparent;color:inherit;min-width:2.75rem;padding:0;font-size:1.4rem}
header button:focus-visible{outline-color:var(--on-colour);outline-offset:-4px}
.status,.banner{margin:0;padding:.5rem 1rem;font-size:.9rem;border-bottom:1px solid var(--line);color:var(--quiet)}
.banner{color:var(--danger)}
.log{flex:1;overflow-y:auto;padding:1rem;display:flex;flex-direction:column;gap:.6rem}
.log p{margin:0}
.item{max-width:85%;align-self:flex-start}
.item .text{padding:.55rem .8rem;border-radius:12px;background:var(--bubble);white-space:pre-wrap;overflow-wrap:anywhere}
.item.agent .text{background:var(--agent)}
.item.customer{align-self:flex-end}
.item.customer .text{background:var(--colour);color:var(--on-colour)}
.item.system{align-self:center;text-align:center;max-width:95%;color:var(--quiet);font-size:.9rem;white-space:pre-wrap;overflow-wrap:anywhere}
.who,.note{font-size:.8rem;color:var(--quiet)}
.note.refused{color:var(--danger)}
.row{display:flex;flex-wrap:wrap;gap:.5rem;padding:.5rem 1rem}
.row h3{width:100%;margin:0;font-size:.9rem;font-weight:600}
.slots{max-height:9rem;overflow-y:auto}
[hidden]{display:none}
.status.typing{border:0;min-height:0}
.status.typing:empty{padding:0}
.file{display:flex;align-items:center;gap:.4rem;max-width:100%;margin-top:.3rem;text-align:start}
.file span{overflow-wrap:anywhere}
small{font-size:.8rem;color:var(--quiet);white-space:nowrap}
.file svg,.icon svg{width:1.25rem;height:1.25rem;flex:none}
.icon{display:grid;place-items:center;min-width:2.75rem;padding:0}
.tray{flex-wrap:nowrap;align-items:center;border-top:1px solid var(--line)}
.tray span{flex:1;overflow-wrap:anywhere}
.tray progress{width:6rem;accent-color:var(--colour)}
form{display:flex;gap:.5rem;padding:.75rem 1rem;border-top:1px solid var(--line);align-items:flex-end}
form.small{border:0;padding:.25rem 1rem .5rem}
label{flex:1;display:block}
label span{display:block;font-size:.8rem;color:var(--quiet);margin-bottom:.2rem}
textarea,input{display:block;margin:0;line-height:1.45;width:100%;border:1px solid var(--quiet);border-radius:8px;padding:.55rem .7rem;background:var(--page);min-height:2.75rem;resize:none}
footer{padding:0 1rem .5rem;font-size:.8rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (max-width:30rem){.root:has(.panel){inset:0}.panel{width:100%;max-width:none;height:100%;max-height:none;border:0;border-radius:0}}
@media (prefers-reduced-motion:no-preference){.panel{animation:rise .15s ease-out}@keyframes rise{from{transform:translateY(.75rem);opacity:.4}}}
`;
