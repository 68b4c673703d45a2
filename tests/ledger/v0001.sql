BEGIN TRANSACTION;
CREATE TABLE audit (
	seq INTEGER NOT NULL, 
	recorded VARCHAR NOT NULL, 
	action VARCHAR NOT NULL, 
	about VARCHAR NOT NULL, 
	detail TEXT NOT NULL, 
	previous VARCHAR NOT NULL, 
	hash VARCHAR NOT NULL, 
	PRIMARY KEY (seq)
);
INSERT INTO "audit" VALUES(1,'2026-03-01T08:00:00.000000Z','receive','3d94d4fdf632519cca28daab07e912de','{"capture":"3d95d47903cda488de0309625c50e35130ba7006f8a0c3e2223836d3c6ef37e1","digest":"790a1bcce070f2da9750b6ba60ce02de7a2a6781eb01674a31a93c19c562da43","origin":"reports/one.txt","part":""}','0000000000000000000000000000000000000000000000000000000000000000','31783b778c5106326b573f797c28fe591797c4732b6b270360a36eca6bbb5c84');
INSERT INTO "audit" VALUES(2,'2026-03-01T08:00:00.000001Z','record','fa519b64ca20bc6431078147a7b6aff0','{"claims":4,"digest":"8b0a96998a430d1b95fa47ca5d5bd55bf8c5669e1c808c7fcabb297b1f8ebe82","doc":"3d94d4fdf632519cca28daab07e912de"}','31783b778c5106326b573f797c28fe591797c4732b6b270360a36eca6bbb5c84','a6ff36d1896f53264a141d630c38f82d9a94ba2196aed6ede2d757fcac12cef0');
INSERT INTO "audit" VALUES(3,'2026-03-01T09:00:00.000000Z','rule','7019af77f33379ad156cabeb8db51568','{"about":"3d94d4fdf632519cca28daab07e912de","kind":"correct"}','a6ff36d1896f53264a141d630c38f82d9a94ba2196aed6ede2d757fcac12cef0','c061b6dc627d14a7f7a1204758a4ed7821fae2c8e03fad9ab7abb011e9768642');
INSERT INTO "audit" VALUES(4,'2026-03-01T09:00:00.000001Z','receive','371ed70780ff34038a06abbfa26934f2','{"capture":"d3954c1ca1272aa7836bcd8ce7198aab6706ac6dff93a61c574365a7bd10696d","digest":"97085bc68841fb49d3e23b82a2b19fc98f2495279bd34788b393a87fecfa277d","origin":"reports/one.txt","part":""}','c061b6dc627d14a7f7a1204758a4ed7821fae2c8e03fad9ab7abb011e9768642','5a357b0c043012f8463aacfc4e846295a380ec605250991fecfb385dbb183a93');
INSERT INTO "audit" VALUES(5,'2026-03-01T09:00:00.000002Z','record','e022bfffe81912a9712c9463c0e88449','{"claims":4,"digest":"049bb575e69d47c977b5cb29c7c1bac46c20e1cefda18d7b3b75834ce72b147f","doc":"371ed70780ff34038a06abbfa26934f2"}','5a357b0c043012f8463aacfc4e846295a380ec605250991fecfb385dbb183a93','fbf18639c9ce7aee30d2e61e34a5f3dcb34522cd4060b18e926f6a8faf305d4c');
INSERT INTO "audit" VALUES(6,'2026-03-01T09:00:00.000003Z','receive','a9c8b1783e3a6f8e835dc06642420a7e','{"capture":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d","digest":"147786402317d9c1016fdce5a1c6ad3455f0ae913bd8dd118c206c0ba31857a9","origin":"reports/x.bin","part":""}','fbf18639c9ce7aee30d2e61e34a5f3dcb34522cd4060b18e926f6a8faf305d4c','e8a4603a1e1f0c2e36f199a0a0991e35e6deab53309546cf45069802c0bc1c50');
INSERT INTO "audit" VALUES(7,'2026-03-01T10:00:00.000000Z','rule','7aa5929dd8c5a2b0c35c6c61f156fb0e','{"about":"489bf151191c584fe392b31e9fc52684+51c8c67eb0b5c2d79213a013a4932d26","kind":"same"}','e8a4603a1e1f0c2e36f199a0a0991e35e6deab53309546cf45069802c0bc1c50','41dbdd7e91c46dd99b52b64934b50b7c0f04d0f24927b3830b77bafa690f840e');
INSERT INTO "audit" VALUES(8,'2026-03-01T10:00:00.000001Z','rule','3f86875772a40e3d6d80d8cbbbcc5ae4','{"about":"489bf151191c584fe392b31e9fc52684","kind":"verified"}','41dbdd7e91c46dd99b52b64934b50b7c0f04d0f24927b3830b77bafa690f840e','4985aa3d4a706e543a81866e45fca00c638e06eb5c088d2326640a4600dcbff2');
INSERT INTO "audit" VALUES(9,'2026-03-01T10:00:00.000002Z','record','ea5d393c6c0122584c857fe53254f3fb','{"claims":1,"digest":"363286da44438d708238254585dec69e656cfe34d721494ceacf248137a063ee","doc":"3d94d4fdf632519cca28daab07e912de"}','4985aa3d4a706e543a81866e45fca00c638e06eb5c088d2326640a4600dcbff2','ecafe08e4af412f0b58a694de169689fd013f96fb4a02c0649a70e337b80a213');
INSERT INTO "audit" VALUES(10,'2026-03-01T10:00:00.000002Z','rule','c666fe646e3cda2cdc805232af51c250','{"about":"3d94d4fdf632519cca28daab07e912de","kind":"supersede"}','ecafe08e4af412f0b58a694de169689fd013f96fb4a02c0649a70e337b80a213','039d874acd3330da2a938bd959d1b823cc4669cd19bbe654b767b8cb718bdb53');
CREATE TABLE capture (
	sha256 VARCHAR NOT NULL, 
	content BLOB NOT NULL, 
	origin TEXT NOT NULL, 
	media_type VARCHAR NOT NULL, 
	recorded VARCHAR NOT NULL, 
	PRIMARY KEY (sha256)
);
INSERT INTO "capture" VALUES('3d95d47903cda488de0309625c50e35130ba7006f8a0c3e2223836d3c6ef37e1',X'526573637565727320696E205161737220416D696E2073616964206F6E205475657364617920746861742033382070656F706C6520686164206265656E206B696C6C65642E20546865204761727269736F6E20746F6F6B20746865204D696C6C20517561727465722C207468652056616C6C6579204F627365727661746F7279207265706F727465642E205468652052697665722046726F6E742064656E696564207468617420697420686164206C656674207468652053616C74204D61726B65742E205468652074776F20736964657320706C616E20746F206D656574206F6E204672696461792E','reports/one.txt','text/plain','2026-03-01T08:00:00.000000Z');
INSERT INTO "capture" VALUES('d3954c1ca1272aa7836bcd8ce7198aab6706ac6dff93a61c574365a7bd10696d',X'416761696E2E20526573637565727320696E205161737220416D696E2073616964206F6E205475657364617920746861742033382070656F706C6520686164206265656E206B696C6C65642E20546865204761727269736F6E20746F6F6B20746865204D696C6C20517561727465722C207468652056616C6C6579204F627365727661746F7279207265706F727465642E205468652052697665722046726F6E742064656E696564207468617420697420686164206C656674207468652053616C74204D61726B65742E205468652074776F20736964657320706C616E20746F206D656574206F6E204672696461792E','reports/one.txt','text/plain','2026-03-01T09:00:00.000001Z');
INSERT INTO "capture" VALUES('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',X'00','reports/x.bin','application/octet-stream','2026-03-01T09:00:00.000003Z');
CREATE TABLE carried (
	heir VARCHAR NOT NULL, 
	former VARCHAR NOT NULL, 
	ruling VARCHAR NOT NULL, 
	PRIMARY KEY (heir, former, ruling), 
	FOREIGN KEY(heir) REFERENCES claim (id), 
	FOREIGN KEY(former) REFERENCES claim (id), 
	FOREIGN KEY(ruling) REFERENCES ruling (id)
);
INSERT INTO "carried" VALUES('33268215472d20195a10cd63afdffea9','489bf151191c584fe392b31e9fc52684','c666fe646e3cda2cdc805232af51c250');
CREATE TABLE claim (
	id VARCHAR NOT NULL, 
	doc VARCHAR NOT NULL, 
	type VARCHAR NOT NULL, 
	event VARCHAR NOT NULL, 
	modality VARCHAR NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	recorded VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(doc) REFERENCES document (doc)
);
INSERT INTO "claim" VALUES('489bf151191c584fe392b31e9fc52684','3d94d4fdf632519cca28daab07e912de','casualty','killed','asserted',43,68,'2026-03-01T08:00:00.000001Z');
INSERT INTO "claim" VALUES('51c8c67eb0b5c2d79213a013a4932d26','3d94d4fdf632519cca28daab07e912de','control','captured','asserted',70,104,'2026-03-01T08:00:00.000001Z');
INSERT INTO "claim" VALUES('2ef7fd958b2782408194e23d8d5339b5','3d94d4fdf632519cca28daab07e912de','control','withdrew','denied',167,194,'2026-03-01T08:00:00.000001Z');
INSERT INTO "claim" VALUES('e700b37f7154cf170ade2bbff0783cc9','3d94d4fdf632519cca28daab07e912de','diplomacy','talks_planned','planned',196,232,'2026-03-01T08:00:00.000001Z');
INSERT INTO "claim" VALUES('80cb2a1c43b16ef38b1b58194b887cc5','371ed70780ff34038a06abbfa26934f2','casualty','killed','asserted',50,75,'2026-03-01T09:00:00.000002Z');
INSERT INTO "claim" VALUES('d7bbc19b59074ba25ad8b392514fc7eb','371ed70780ff34038a06abbfa26934f2','control','captured','asserted',77,111,'2026-03-01T09:00:00.000002Z');
INSERT INTO "claim" VALUES('9ce878bcd1a490261c7d6fe2e8aa1c04','371ed70780ff34038a06abbfa26934f2','control','withdrew','denied',174,201,'2026-03-01T09:00:00.000002Z');
INSERT INTO "claim" VALUES('879aaf310c5a77f006e866f6fd0df93e','371ed70780ff34038a06abbfa26934f2','diplomacy','talks_planned','planned',203,239,'2026-03-01T09:00:00.000002Z');
INSERT INTO "claim" VALUES('33268215472d20195a10cd63afdffea9','3d94d4fdf632519cca28daab07e912de','casualty','killed','asserted',43,68,'2026-03-01T10:00:00.000002Z');
CREATE TABLE coding (
	id INTEGER NOT NULL, 
	claim VARCHAR NOT NULL, 
	run VARCHAR NOT NULL, 
	doc VARCHAR NOT NULL, 
	record TEXT NOT NULL, 
	rule VARCHAR NOT NULL, 
	confidence FLOAT NOT NULL, 
	type VARCHAR NOT NULL, 
	event VARCHAR NOT NULL, 
	start INTEGER NOT NULL, 
	known_at VARCHAR NOT NULL, 
	valid_from VARCHAR NOT NULL, 
	valid_to VARCHAR NOT NULL, 
	words TEXT NOT NULL, 
	recorded VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_coding_claim_run UNIQUE (claim, run), 
	FOREIGN KEY(claim) REFERENCES claim (id), 
	FOREIGN KEY(run) REFERENCES run (id), 
	FOREIGN KEY(doc) REFERENCES document (doc)
);
INSERT INTO "coding" VALUES(1,'489bf151191c584fe392b31e9fc52684','fa519b64ca20bc6431078147a7b6aff0','3d94d4fdf632519cca28daab07e912de','{"actor":[],"attribution":[{"end":21,"link":null,"name":null,"start":0,"text":"Rescuers in Qasr Amin","verb":null}],"coding":{"coder":"rules","confidence":0.9,"rule":"casualty.killed","version":"1"},"doc":"3d94d4fdf632519cca28daab07e912de","event":"killed","evidence":{"end":68,"start":43,"text":"38 people had been killed"},"id":"489bf151191c584fe392b31e9fc52684","means":null,"modality":"asserted","place":[{"end":21,"link":{"id":"place-qasr-amin","score":1.0},"name":null,"start":12,"text":"Qasr Amin"}],"published":null,"publisher":"Qasr Amin Post","quantity":{"bound":"exact","end":45,"high":38.0,"low":38.0,"part_of":null,"scope":"new","since":null,"start":43,"text":"38","unit":"people"},"responsibility":[],"target":[{"end":52,"link":null,"name":null,"start":46,"status":"unknown","text":"people"}],"time":{"end":"2016-12-06","precision":"day","span":[27,37],"start":"2016-12-06","text":"on Tuesday"},"type":"casualty","victims":[]}','casualty.killed',0.9,'casualty','killed',43,'2026-03-01T08:00:00.000000Z','2016-12-06','2016-12-06',' 38 people had been killed | people | qasr amin | rescuers in qasr amin | 38 | on tuesday ','2026-03-01T08:00:00.000001Z');
INSERT INTO "coding" VALUES(2,'51c8c67eb0b5c2d79213a013a4932d26','fa519b64ca20bc6431078147a7b6aff0','3d94d4fdf632519cca28daab07e912de','{"actor":[{"end":82,"link":{"id":"actor-garrison","score":1.0},"name":null,"start":70,"text":"The Garrison"}],"attribution":[{"end":128,"link":null,"name":null,"start":106,"text":"the Valley Observatory","verb":null}],"coding":{"coder":"rules","confidence":0.9,"rule":"control.captured","version":"1"},"doc":"3d94d4fdf632519cca28daab07e912de","event":"captured","evidence":{"end":104,"start":70,"text":"The Garrison took the Mill Quarter"},"id":"51c8c67eb0b5c2d79213a013a4932d26","means":null,"modality":"asserted","place":[{"end":104,"link":{"id":"place-mill-quarter","score":1.0},"name":null,"start":88,"text":"the Mill Quarter"}],"published":null,"publisher":"Qasr Amin Post","quantity":null,"responsibility":[],"target":[],"time":null,"type":"control","victims":[]}','control.captured',0.9,'control','captured',70,'2026-03-01T08:00:00.000000Z','2026-03-01','2026-03-01',' the garrison took the mill quarter | the garrison | the mill quarter | the valley observatory ','2026-03-01T08:00:00.000001Z');
INSERT INTO "coding" VALUES(3,'2ef7fd958b2782408194e23d8d5339b5','fa519b64ca20bc6431078147a7b6aff0','3d94d4fdf632519cca28daab07e912de','{"actor":[{"end":154,"link":null,"name":null,"start":139,"text":"The River Front"}],"attribution":[{"end":154,"link":null,"name":null,"start":139,"text":"The River Front","verb":null}],"coding":{"coder":"rules","confidence":0.9,"rule":"control.withdrew","version":"1"},"doc":"3d94d4fdf632519cca28daab07e912de","event":"withdrew","evidence":{"end":194,"start":167,"text":"it had left the Salt Market"},"id":"2ef7fd958b2782408194e23d8d5339b5","means":null,"modality":"denied","place":[{"end":194,"link":null,"name":null,"start":179,"text":"the Salt Market"}],"published":null,"publisher":"Qasr Amin Post","quantity":null,"responsibility":[],"target":[],"time":null,"type":"control","victims":[]}','control.withdrew',0.9,'control','withdrew',167,'2026-03-01T08:00:00.000000Z','2026-03-01','2026-03-01',' it had left the salt market | the river front | the salt market | the river front ','2026-03-01T08:00:00.000001Z');
INSERT INTO "coding" VALUES(4,'e700b37f7154cf170ade2bbff0783cc9','fa519b64ca20bc6431078147a7b6aff0','3d94d4fdf632519cca28daab07e912de','{"actor":[{"end":209,"link":null,"name":null,"start":196,"text":"The two sides"}],"attribution":[],"coding":{"coder":"rules","confidence":0.9,"rule":"diplomacy.talks_planned","version":"1"},"doc":"3d94d4fdf632519cca28daab07e912de","event":"talks_planned","evidence":{"end":232,"start":196,"text":"The two sides plan to meet on Friday"},"id":"e700b37f7154cf170ade2bbff0783cc9","means":null,"modality":"planned","place":[],"published":null,"publisher":"Qasr Amin Post","quantity":null,"responsibility":[],"target":[],"time":{"end":"2016-12-09","precision":"day","span":[223,232],"start":"2016-12-09","text":"on Friday"},"type":"diplomacy","victims":[]}','diplomacy.talks_planned',0.9,'diplomacy','talks_planned',196,'2026-03-01T08:00:00.000000Z','2016-12-09','2016-12-09',' the two sides plan to meet on friday | the two sides | on friday ','2026-03-01T08:00:00.000001Z');
INSERT INTO "coding" VALUES(5,'80cb2a1c43b16ef38b1b58194b887cc5','e022bfffe81912a9712c9463c0e88449','371ed70780ff34038a06abbfa26934f2','{"actor":[],"attribution":[{"end":28,"link":null,"name":null,"start":7,"text":"Rescuers in Qasr Amin","verb":null}],"coding":{"coder":"rules","confidence":0.9,"rule":"casualty.killed","version":"1"},"doc":"371ed70780ff34038a06abbfa26934f2","event":"killed","evidence":{"end":75,"start":50,"text":"38 people had been killed"},"id":"80cb2a1c43b16ef38b1b58194b887cc5","means":null,"modality":"asserted","place":[{"end":28,"link":{"id":"place-qasr-amin","score":1.0},"name":null,"start":19,"text":"Qasr Amin"}],"published":"2016-12-07T09:00+02:00","publisher":"Qasr Amin Post","quantity":{"bound":"exact","end":52,"high":38.0,"low":38.0,"part_of":null,"scope":"new","since":null,"start":50,"text":"38","unit":"people"},"responsibility":[],"target":[{"end":59,"link":null,"name":null,"start":53,"status":"unknown","text":"people"}],"time":{"end":"2016-12-06","precision":"day","span":[34,44],"start":"2016-12-06","text":"on Tuesday"},"type":"casualty","victims":[]}','casualty.killed',0.9,'casualty','killed',50,'2016-12-07T07:00:00.000000Z','2016-12-06','2016-12-06',' 38 people had been killed | people | qasr amin | rescuers in qasr amin | 38 | on tuesday ','2026-03-01T09:00:00.000002Z');
INSERT INTO "coding" VALUES(6,'d7bbc19b59074ba25ad8b392514fc7eb','e022bfffe81912a9712c9463c0e88449','371ed70780ff34038a06abbfa26934f2','{"actor":[{"end":89,"link":{"id":"actor-garrison","score":1.0},"name":null,"start":77,"text":"The Garrison"}],"attribution":[{"end":135,"link":null,"name":null,"start":113,"text":"the Valley Observatory","verb":null}],"coding":{"coder":"rules","confidence":0.9,"rule":"control.captured","version":"1"},"doc":"371ed70780ff34038a06abbfa26934f2","event":"captured","evidence":{"end":111,"start":77,"text":"The Garrison took the Mill Quarter"},"id":"d7bbc19b59074ba25ad8b392514fc7eb","means":null,"modality":"asserted","place":[{"end":111,"link":{"id":"place-mill-quarter","score":1.0},"name":null,"start":95,"text":"the Mill Quarter"}],"published":"2016-12-07T09:00+02:00","publisher":"Qasr Amin Post","quantity":null,"responsibility":[],"target":[],"time":null,"type":"control","victims":[]}','control.captured',0.9,'control','captured',77,'2016-12-07T07:00:00.000000Z','2016-12-07','2016-12-07',' the garrison took the mill quarter | the garrison | the mill quarter | the valley observatory ','2026-03-01T09:00:00.000002Z');
INSERT INTO "coding" VALUES(7,'9ce878bcd1a490261c7d6fe2e8aa1c04','e022bfffe81912a9712c9463c0e88449','371ed70780ff34038a06abbfa26934f2','{"actor":[{"end":161,"link":null,"name":null,"start":146,"text":"The River Front"}],"attribution":[{"end":161,"link":null,"name":null,"start":146,"text":"The River Front","verb":null}],"coding":{"coder":"rules","confidence":0.9,"rule":"control.withdrew","version":"1"},"doc":"371ed70780ff34038a06abbfa26934f2","event":"withdrew","evidence":{"end":201,"start":174,"text":"it had left the Salt Market"},"id":"9ce878bcd1a490261c7d6fe2e8aa1c04","means":null,"modality":"denied","place":[{"end":201,"link":null,"name":null,"start":186,"text":"the Salt Market"}],"published":"2016-12-07T09:00+02:00","publisher":"Qasr Amin Post","quantity":null,"responsibility":[],"target":[],"time":null,"type":"control","victims":[]}','control.withdrew',0.9,'control','withdrew',174,'2016-12-07T07:00:00.000000Z','2016-12-07','2016-12-07',' it had left the salt market | the river front | the salt market | the river front ','2026-03-01T09:00:00.000002Z');
INSERT INTO "coding" VALUES(8,'879aaf310c5a77f006e866f6fd0df93e','e022bfffe81912a9712c9463c0e88449','371ed70780ff34038a06abbfa26934f2','{"actor":[{"end":216,"link":null,"name":null,"start":203,"text":"The two sides"}],"attribution":[],"coding":{"coder":"rules","confidence":0.9,"rule":"diplomacy.talks_planned","version":"1"},"doc":"371ed70780ff34038a06abbfa26934f2","event":"talks_planned","evidence":{"end":239,"start":203,"text":"The two sides plan to meet on Friday"},"id":"879aaf310c5a77f006e866f6fd0df93e","means":null,"modality":"planned","place":[],"published":"2016-12-07T09:00+02:00","publisher":"Qasr Amin Post","quantity":null,"responsibility":[],"target":[],"time":{"end":"2016-12-09","precision":"day","span":[230,239],"start":"2016-12-09","text":"on Friday"},"type":"diplomacy","victims":[]}','diplomacy.talks_planned',0.9,'diplomacy','talks_planned',203,'2016-12-07T07:00:00.000000Z','2016-12-07','2016-12-09',' the two sides plan to meet on friday | the two sides | on friday ','2026-03-01T09:00:00.000002Z');
INSERT INTO "coding" VALUES(9,'33268215472d20195a10cd63afdffea9','ea5d393c6c0122584c857fe53254f3fb','3d94d4fdf632519cca28daab07e912de','{"actor":[],"attribution":[{"end":21,"link":null,"name":null,"start":0,"text":"Rescuers in Qasr Amin","verb":null}],"coding":{"coder":"rules","confidence":0.9,"rule":"casualty.killed","version":"2"},"doc":"3d94d4fdf632519cca28daab07e912de","event":"killed","evidence":{"end":68,"start":43,"text":"38 people had been killed"},"id":"33268215472d20195a10cd63afdffea9","means":null,"modality":"asserted","place":[],"published":"2016-12-07","publisher":"Qasr Amin Post","quantity":{"bound":"exact","end":45,"high":38.0,"low":38.0,"part_of":null,"scope":"new","since":null,"start":43,"text":"38","unit":"people"},"responsibility":[],"target":[{"end":52,"link":null,"name":null,"start":46,"status":"unknown","text":"people"}],"time":{"end":"2016-12-06","precision":"day","span":[27,37],"start":"2016-12-06","text":"on Tuesday"},"type":"casualty","victims":[]}','casualty.killed',0.9,'casualty','killed',43,'2016-12-07T23:59:59.999999Z','2016-12-06','2016-12-06',' 38 people had been killed | people | rescuers in qasr amin | 38 | on tuesday ','2026-03-01T10:00:00.000002Z');
CREATE TABLE document (
	doc VARCHAR NOT NULL, 
	capture VARCHAR NOT NULL, 
	part VARCHAR NOT NULL, 
	origin TEXT NOT NULL, 
	text TEXT, 
	title TEXT, 
	publisher TEXT, 
	published VARCHAR, 
	language VARCHAR, 
	url TEXT, 
	reason VARCHAR, 
	problem TEXT, 
	known_at VARCHAR NOT NULL, 
	recorded VARCHAR NOT NULL, 
	PRIMARY KEY (doc), 
	FOREIGN KEY(capture) REFERENCES capture (sha256)
);
INSERT INTO "document" VALUES('3d94d4fdf632519cca28daab07e912de','3d95d47903cda488de0309625c50e35130ba7006f8a0c3e2223836d3c6ef37e1','','reports/one.txt','Rescuers in Qasr Amin said on Tuesday that 38 people had been killed. The Garrison took the Mill Quarter, the Valley Observatory reported. The River Front denied that it had left the Salt Market. The two sides plan to meet on Friday.','Mill Quarter taken','Qasr Amin Post',NULL,NULL,NULL,NULL,NULL,'2026-03-01T08:00:00.000000Z','2026-03-01T08:00:00.000000Z');
INSERT INTO "document" VALUES('371ed70780ff34038a06abbfa26934f2','d3954c1ca1272aa7836bcd8ce7198aab6706ac6dff93a61c574365a7bd10696d','','reports/one.txt','Again. Rescuers in Qasr Amin said on Tuesday that 38 people had been killed. The Garrison took the Mill Quarter, the Valley Observatory reported. The River Front denied that it had left the Salt Market. The two sides plan to meet on Friday.','Mill Quarter taken','Qasr Amin Post','2016-12-07T09:00+02:00',NULL,NULL,NULL,NULL,'2016-12-07T07:00:00.000000Z','2026-03-01T09:00:00.000001Z');
INSERT INTO "document" VALUES('a9c8b1783e3a6f8e835dc06642420a7e','6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d','','reports/x.bin',NULL,NULL,NULL,NULL,NULL,NULL,'binary','reports/x.bin is no text.','2026-03-01T09:00:00.000003Z','2026-03-01T09:00:00.000003Z');
CREATE TABLE maintenance (
	reason TEXT NOT NULL, 
	PRIMARY KEY (reason)
);
CREATE TABLE marsad_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT marsad_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "marsad_version" VALUES('0001');
CREATE TABLE name (
	id INTEGER NOT NULL, 
	words TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_name_words UNIQUE (words)
);
INSERT INTO "name" VALUES(1,' qasr amin ');
INSERT INTO "name" VALUES(2,' qasr amin post ');
INSERT INTO "name" VALUES(3,' rescuers in qasr amin ');
INSERT INTO "name" VALUES(4,' the garrison ');
INSERT INTO "name" VALUES(5,' the mill quarter ');
INSERT INTO "name" VALUES(6,' the river front ');
INSERT INTO "name" VALUES(7,' the salt market ');
INSERT INTO "name" VALUES(8,' the two sides ');
INSERT INTO "name" VALUES(9,' the valley observatory ');
CREATE TABLE paired (
	claim VARCHAR NOT NULL, 
	ruling VARCHAR NOT NULL, 
	PRIMARY KEY (claim, ruling), 
	FOREIGN KEY(claim) REFERENCES claim (id), 
	FOREIGN KEY(ruling) REFERENCES ruling (id)
);
INSERT INTO "paired" VALUES('489bf151191c584fe392b31e9fc52684','7aa5929dd8c5a2b0c35c6c61f156fb0e');
INSERT INTO "paired" VALUES('51c8c67eb0b5c2d79213a013a4932d26','7aa5929dd8c5a2b0c35c6c61f156fb0e');
CREATE TABLE ruling (
	id VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	about VARCHAR NOT NULL, 
	doc VARCHAR NOT NULL, 
	change TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	recorded VARCHAR NOT NULL, 
	published VARCHAR, 
	"after" VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_ruling_about_after UNIQUE (about, "after"), 
	FOREIGN KEY(doc) REFERENCES document (doc)
);
INSERT INTO "ruling" VALUES('7019af77f33379ad156cabeb8db51568','correct','3d94d4fdf632519cca28daab07e912de','3d94d4fdf632519cca28daab07e912de','{"published":"2016-12-07"}','receive','These details were unknown, and were given when the same bytes came in again.','2026-03-01T09:00:00.000000Z',NULL,'');
INSERT INTO "ruling" VALUES('7aa5929dd8c5a2b0c35c6c61f156fb0e','same','489bf151191c584fe392b31e9fc52684+51c8c67eb0b5c2d79213a013a4932d26','3d94d4fdf632519cca28daab07e912de','{}','Amal','One fight.','2026-03-01T10:00:00.000000Z',NULL,'');
INSERT INTO "ruling" VALUES('3f86875772a40e3d6d80d8cbbbcc5ae4','verified','489bf151191c584fe392b31e9fc52684','3d94d4fdf632519cca28daab07e912de','{}','Amal','Seen.','2026-03-01T10:00:00.000001Z',NULL,'');
INSERT INTO "ruling" VALUES('c666fe646e3cda2cdc805232af51c250','supersede','3d94d4fdf632519cca28daab07e912de','3d94d4fdf632519cca28daab07e912de','{"carried":{"489bf151191c584fe392b31e9fc52684":"33268215472d20195a10cd63afdffea9"},"coder":"rules","review":{"51c8c67eb0b5c2d79213a013a4932d26":"gone"},"run":"ea5d393c6c0122584c857fe53254f3fb","runs":["fa519b64ca20bc6431078147a7b6aff0"],"version":"2"}','rules','Read again by rules 2.','2026-03-01T10:00:00.000002Z',NULL,'7019af77f33379ad156cabeb8db51568');
CREATE TABLE run (
	id VARCHAR NOT NULL, 
	doc VARCHAR NOT NULL, 
	coder VARCHAR NOT NULL, 
	version VARCHAR NOT NULL, 
	basis VARCHAR NOT NULL, 
	recorded VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_run_doc_coder_version_basis UNIQUE (doc, coder, version, basis), 
	FOREIGN KEY(doc) REFERENCES document (doc)
);
INSERT INTO "run" VALUES('fa519b64ca20bc6431078147a7b6aff0','3d94d4fdf632519cca28daab07e912de','rules','1','','2026-03-01T08:00:00.000001Z');
INSERT INTO "run" VALUES('e022bfffe81912a9712c9463c0e88449','371ed70780ff34038a06abbfa26934f2','rules','1','','2026-03-01T09:00:00.000002Z');
INSERT INTO "run" VALUES('ea5d393c6c0122584c857fe53254f3fb','3d94d4fdf632519cca28daab07e912de','rules','2','7019af77f33379ad156cabeb8db51568','2026-03-01T10:00:00.000002Z');
CREATE TABLE superseded (
	run VARCHAR NOT NULL, 
	ruling VARCHAR NOT NULL, 
	recorded VARCHAR NOT NULL, 
	PRIMARY KEY (run), 
	FOREIGN KEY(run) REFERENCES run (id), 
	FOREIGN KEY(ruling) REFERENCES ruling (id)
);
INSERT INTO "superseded" VALUES('fa519b64ca20bc6431078147a7b6aff0','c666fe646e3cda2cdc805232af51c250','2026-03-01T10:00:00.000002Z');
CREATE TABLE term (
	id INTEGER NOT NULL, 
	coding INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	name INTEGER NOT NULL, 
	link VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(coding) REFERENCES coding (id), 
	FOREIGN KEY(name) REFERENCES name (id)
);
INSERT INTO "term" VALUES(1,1,'place',1,'place-qasr-amin');
INSERT INTO "term" VALUES(2,1,'source',2,'');
INSERT INTO "term" VALUES(3,1,'source',3,'');
INSERT INTO "term" VALUES(4,2,'actor',4,'actor-garrison');
INSERT INTO "term" VALUES(5,2,'place',5,'place-mill-quarter');
INSERT INTO "term" VALUES(6,2,'source',2,'');
INSERT INTO "term" VALUES(7,2,'source',9,'');
INSERT INTO "term" VALUES(8,3,'actor',6,'');
INSERT INTO "term" VALUES(9,3,'place',7,'');
INSERT INTO "term" VALUES(10,3,'source',2,'');
INSERT INTO "term" VALUES(11,3,'source',6,'');
INSERT INTO "term" VALUES(12,4,'actor',8,'');
INSERT INTO "term" VALUES(13,4,'source',2,'');
INSERT INTO "term" VALUES(14,5,'place',1,'place-qasr-amin');
INSERT INTO "term" VALUES(15,5,'source',2,'');
INSERT INTO "term" VALUES(16,5,'source',3,'');
INSERT INTO "term" VALUES(17,6,'actor',4,'actor-garrison');
INSERT INTO "term" VALUES(18,6,'place',5,'place-mill-quarter');
INSERT INTO "term" VALUES(19,6,'source',2,'');
INSERT INTO "term" VALUES(20,6,'source',9,'');
INSERT INTO "term" VALUES(21,7,'actor',6,'');
INSERT INTO "term" VALUES(22,7,'place',7,'');
INSERT INTO "term" VALUES(23,7,'source',2,'');
INSERT INTO "term" VALUES(24,7,'source',6,'');
INSERT INTO "term" VALUES(25,8,'actor',8,'');
INSERT INTO "term" VALUES(26,8,'source',2,'');
INSERT INTO "term" VALUES(27,9,'source',2,'');
INSERT INTO "term" VALUES(28,9,'source',3,'');
CREATE INDEX ix_document_capture_part ON document (capture, part);
CREATE INDEX ix_document_known_at_doc ON document (known_at, doc);
CREATE INDEX ix_claim_doc ON claim (doc);
CREATE INDEX ix_coding_doc ON coding (doc);
CREATE INDEX ix_coding_event_known_at ON coding (event, known_at);
CREATE INDEX ix_coding_known_at_doc_start_claim ON coding (known_at, doc, start, claim);
CREATE INDEX ix_coding_run ON coding (run);
CREATE INDEX ix_coding_type_known_at ON coding (type, known_at);
CREATE INDEX ix_coding_valid_from ON coding (valid_from);
CREATE INDEX ix_term_coding ON term (coding);
CREATE INDEX ix_term_role_link_coding ON term (role, link, coding);
CREATE INDEX ix_term_role_name_coding ON term (role, name, coding);
CREATE INDEX ix_ruling_doc_kind ON ruling (doc, kind);
CREATE INDEX ix_ruling_kind_doc ON ruling (kind, doc);
CREATE INDEX ix_audit_about ON audit (about);
CREATE TRIGGER capture_refuses_update BEFORE UPDATE ON capture WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, 'The ledger only takes new rows'); END;
CREATE TRIGGER capture_refuses_delete BEFORE DELETE ON capture WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, 'The ledger only takes new rows'); END;
CREATE TRIGGER document_refuses_update BEFORE UPDATE ON document WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, 'The ledger only takes new rows'); END;
CREATE TRIGGER document_refuses_delete BEFORE DELETE ON document WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, 'The ledger only takes new rows'); END;
CREATE TRIGGER run_refuses_update BEFORE UPDATE ON run WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, 'The ledger only takes new rows'); END;
CREATE TRIGGER run_refuses_delete BEFORE DELETE ON run WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, 'The ledger only takes new rows'); END;
CREATE TRIGGER claim_refuses_update BEFORE UPDATE ON claim WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, 'The ledger only takes new rows'); END;
CREATE TRIGGER claim_refuses_delete BEFORE DELETE ON claim WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, 'The ledger only takes new rows'); END;
CREATE TRIGGER coding_refuses_update BEFORE UPDATE ON coding WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, 'The ledger only takes new rows'); END;
CREATE TRIGGER coding_refuses_delete BEFORE DELETE ON coding WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, 'The ledger only takes new rows'); END;
CREATE TRIGGER name_refuses_update BEFORE UPDATE ON name WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, 'The ledger only takes new rows'); END;
CREATE TRIGGER name_refuses_delete BEFORE DELETE ON name WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, 'The ledger only takes new rows'); END;
CREATE TRIGGER term_refuses_update BEFORE UPDATE ON term WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, 'The ledger only takes new rows'); END;
CREATE TRIGGER term_refuses_delete BEFORE DELETE ON term WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, 'The ledger only takes new rows'); END;
CREATE TRIGGER ruling_refuses_update BEFORE UPDATE ON ruling WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, 'The ledger only takes new rows'); END;
CREATE TRIGGER ruling_refuses_delete BEFORE DELETE ON ruling WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, 'The ledger only takes new rows'); END;
CREATE TRIGGER paired_refuses_update BEFORE UPDATE ON paired WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, 'The ledger only takes new rows'); END;
CREATE TRIGGER paired_refuses_delete BEFORE DELETE ON paired WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, 'The ledger only takes new rows'); END;
CREATE TRIGGER superseded_refuses_update BEFORE UPDATE ON superseded WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, 'The ledger only takes new rows'); END;
CREATE TRIGGER superseded_refuses_delete BEFORE DELETE ON superseded WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, 'The ledger only takes new rows'); END;
CREATE TRIGGER carried_refuses_update BEFORE UPDATE ON carried WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, 'The ledger only takes new rows'); END;
CREATE TRIGGER carried_refuses_delete BEFORE DELETE ON carried WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, 'The ledger only takes new rows'); END;
CREATE TRIGGER audit_refuses_update BEFORE UPDATE ON audit WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, 'The ledger only takes new rows'); END;
CREATE TRIGGER audit_refuses_delete BEFORE DELETE ON audit WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, 'The ledger only takes new rows'); END;
COMMIT;
